/* What the mouse does, for the help screen. */
#ifndef APP_INPUT_MOUSE_H
#define APP_INPUT_MOUSE_H

struct gesture {
    const char *what, *help;
};

extern const struct gesture gestures[];
extern const int gesture_count;

#endif
