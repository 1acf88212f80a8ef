/* Lets the Nth file operation under a folder fail, or kills the process there. Loaded with LD_PRELOAD by the trials.
 *
 * FAULT_FOLDER  where operations count
 * FAULT_AT      the operation that fails, from 1; 0 lets all pass
 * FAULT_KIND    eio, enospc (what needs no room passes), kill (before it), torn (half of a write, then kill)
 * FAULT_FOR     once (the default) or ever: every one from there on
 * FAULT_READS   1: reads count as well
 * FAULT_COUNT   a file that gets the number of operations at a regular end
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

enum kind { EIO_KIND, ENOSPC_KIND, KILL_KIND, TORN_KIND };
enum need { ROOM, NO_ROOM };

static atomic_long passed;
static const char *folder;
static size_t folder_length;
static long at;
static enum kind kind;
static int for_ever, reads;

__attribute__((constructor)) static void begin(void) {
  const char *text = getenv("FAULT_KIND");
  folder = getenv("FAULT_FOLDER");
  folder_length = folder ? strlen(folder) : 0;
  at = getenv("FAULT_AT") ? atol(getenv("FAULT_AT")) : 0;
  if (text && !strcmp(text, "enospc")) kind = ENOSPC_KIND;
  if (text && !strcmp(text, "kill")) kind = KILL_KIND;
  if (text && !strcmp(text, "torn")) kind = TORN_KIND;
  text = getenv("FAULT_FOR");
  for_ever = text && !strcmp(text, "ever");
  reads = getenv("FAULT_READS") != NULL;
}

__attribute__((destructor)) static void end(void) {
  const char *path = getenv("FAULT_COUNT");
  char text[32];
  if (!path) return;
  int length = snprintf(text, sizeof text, "%ld", atomic_load(&passed));
  int file = syscall(SYS_openat, AT_FDCWD, path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
  if (file >= 0 && syscall(SYS_write, file, text, (size_t)length) < 0) _exit(99);
}

static int is_inside(const char *path) {
  return folder && path && !strncmp(path, folder, folder_length);
}

static int is_open_inside(int file) {
  char link[64], path[4096];
  snprintf(link, sizeof link, "/proc/self/fd/%d", file);
  ssize_t length = readlink(link, path, sizeof path - 1);
  if (length <= 0) return 0;
  path[length] = 0;
  return is_inside(path);
}

static void die(void) {
  syscall(SYS_kill, getpid(), SIGKILL);
  for (;;) pause();
}

/* Counts an operation; answers whether it fails, with errno set. */
static int strikes(enum need need) {
  long number = atomic_fetch_add(&passed, 1) + 1;
  if (at == 0 || number < at || (number > at && !for_ever)) return 0;
  if (kind == KILL_KIND || (kind == TORN_KIND && need == NO_ROOM)) die();
  if (kind == ENOSPC_KIND && need == NO_ROOM) return 0;
  errno = kind == ENOSPC_KIND ? ENOSPC : EIO;
  return 1;
}

#define REAL(name) \
  static __typeof__(&name) real; \
  if (!real) real = (__typeof__(&name))dlsym(RTLD_NEXT, #name)

#define OPEN(name) \
  int name(const char *path, int flags, ...) { \
    REAL(name); \
    va_list list; \
    va_start(list, flags); \
    mode_t mode = va_arg(list, mode_t); \
    va_end(list); \
    if (is_inside(path) && strikes(flags & O_CREAT ? ROOM : NO_ROOM)) return -1; \
    return real(path, flags, mode); \
  }
OPEN(open)
OPEN(open64)

#define OPENAT(name) \
  int name(int at_folder, const char *path, int flags, ...) { \
    REAL(name); \
    va_list list; \
    va_start(list, flags); \
    mode_t mode = va_arg(list, mode_t); \
    va_end(list); \
    if (is_inside(path) && strikes(flags & O_CREAT ? ROOM : NO_ROOM)) return -1; \
    return real(at_folder, path, flags, mode); \
  }
OPENAT(openat)
OPENAT(openat64)

ssize_t write(int file, const void *bytes, size_t count) {
  REAL(write);
  if (is_open_inside(file) && strikes(ROOM)) {
    if (kind != TORN_KIND) return -1;
    real(file, bytes, count / 2);
    die();
  }
  return real(file, bytes, count);
}

#define PWRITE(name, offset_type) \
  ssize_t name(int file, const void *bytes, size_t count, offset_type offset) { \
    REAL(name); \
    if (is_open_inside(file) && strikes(ROOM)) { \
      if (kind != TORN_KIND) return -1; \
      real(file, bytes, count / 2, offset); \
      die(); \
    } \
    return real(file, bytes, count, offset); \
  }
PWRITE(pwrite, off_t)
PWRITE(pwrite64, off64_t)

#define PREAD(name, offset_type) \
  ssize_t name(int file, void *bytes, size_t count, offset_type offset) { \
    REAL(name); \
    if (reads && is_open_inside(file) && strikes(NO_ROOM)) return -1; \
    return real(file, bytes, count, offset); \
  }
PREAD(pread, off_t)
PREAD(pread64, off64_t)

ssize_t read(int file, void *bytes, size_t count) {
  REAL(read);
  if (reads && is_open_inside(file) && strikes(NO_ROOM)) return -1;
  return real(file, bytes, count);
}

#define ON_FILE(name) \
  int name(int file) { \
    REAL(name); \
    if (is_open_inside(file) && strikes(ROOM)) return -1; \
    return real(file); \
  }
ON_FILE(fsync)
ON_FILE(fdatasync)

#define TRUNCATE(name, offset_type) \
  int name(int file, offset_type length) { \
    REAL(name); \
    if (is_open_inside(file) && strikes(ROOM)) return -1; \
    return real(file, length); \
  }
TRUNCATE(ftruncate, off_t)
TRUNCATE(ftruncate64, off64_t)

int rename(const char *from, const char *to) {
  REAL(rename);
  if (is_inside(to) && strikes(ROOM)) return -1;
  return real(from, to);
}

int unlink(const char *path) {
  REAL(unlink);
  if (is_inside(path) && strikes(NO_ROOM)) return -1;
  return real(path);
}

int mkdir(const char *path, mode_t mode) {
  REAL(mkdir);
  if (is_inside(path) && strikes(ROOM)) return -1;
  return real(path, mode);
}
