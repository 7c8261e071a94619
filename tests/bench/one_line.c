/* The floor for the first frame: the smallest ncurses program. */
#include <curses.h>
#include <locale.h>
#include <unistd.h>

int main(void)
{
    setlocale(LC_ALL, "");
    if (!newterm(NULL, stdout, stdin)) return 1;
    mvaddstr(0, 0, "When you play the game of thrones you win or you die");
    refresh();
    pause();
    return 0;
}
