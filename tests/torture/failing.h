/* What failing.c, which is preloaded, and those who count on it share. */
#pragma once

/* Of one run: allocations asked for, and those that failed on purpose. */
struct failing_count {
    unsigned long calls, failed;
};
