/* Records what reaches the disk under a folder: every write, truncation, sync, and change of names, with its data and in
 * its order. Loaded with LD_PRELOAD by the trials of power cuts; disk.rs reads what it writes.
 *
 * RECORD_FOLDER  what is recorded
 * RECORD_LOG     where to
 *
 * record: kind u8 · file u64 · number u64 · length of first u32 · length of second u32 · first · second
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

enum kind { CREATE = 1, WRITE, TRUNCATE, SYNC, RENAME, LINK, UNLINK, MAKE_FOLDER };

static const char *folder;
static size_t folder_length;
static int record_file = -1;
static pthread_mutex_t turn = PTHREAD_MUTEX_INITIALIZER;

__attribute__((constructor)) static void begin(void) {
  const char *path = getenv("RECORD_LOG");
  folder = getenv("RECORD_FOLDER");
  folder_length = folder ? strlen(folder) : 0;
  if (path) record_file = syscall(SYS_openat, AT_FDCWD, path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
  if (path && record_file < 0) _exit(98);
}

static void record(enum kind kind, uint64_t file, uint64_t number, const void *first, size_t first_length,
                   const void *second, size_t second_length) {
  unsigned char head[25];
  uint32_t lengths[2] = {first_length, second_length};
  head[0] = kind;
  memcpy(head + 1, &file, 8);
  memcpy(head + 9, &number, 8);
  memcpy(head + 17, lengths, 8);
  struct iovec parts[3] = {{head, sizeof head}, {(void *)first, first_length}, {(void *)second, second_length}};
  size_t whole = sizeof head + first_length + second_length;
  if ((size_t)syscall(SYS_writev, record_file, parts, 3) != whole) _exit(97);
}

static void record_path(enum kind kind, uint64_t file, const char *path) {
  record(kind, file, 0, path, strlen(path), "", 0);
}

/* The path below the folder; none when it is elsewhere. */
static const char *inside(int at, const char *path, char *room, size_t size) {
  char link[64], start[4096];
  if (record_file < 0 || !path) return NULL;
  if (path[0] == '/') {
    snprintf(room, size, "%s", path);
  } else {
    if (at == AT_FDCWD) {
      if (!getcwd(start, sizeof start)) return NULL;
    } else {
      snprintf(link, sizeof link, "/proc/self/fd/%d", at);
      ssize_t length = readlink(link, start, sizeof start - 1);
      if (length <= 0) return NULL;
      start[length] = 0;
    }
    snprintf(room, size, "%s/%s", start, !strncmp(path, "./", 2) ? path + 2 : path);
  }
  if (strncmp(room, folder, folder_length) || room[folder_length] != '/') return NULL;
  return room + folder_length + 1;
}

static int is_open_inside(int file) {
  char link[64], path[4096];
  if (record_file < 0) return 0;
  snprintf(link, sizeof link, "/proc/self/fd/%d", file);
  ssize_t length = readlink(link, path, sizeof path - 1);
  if (length <= 0) return 0;
  path[length] = 0;
  return !strncmp(path, folder, folder_length) && (path[folder_length] == '/' || !path[folder_length]);
}

static uint64_t number_of(int file) {
  struct stat found;
  return fstat(file, &found) ? 0 : found.st_ino;
}

#define REAL(name) \
  static __typeof__(&name) real; \
  if (!real) real = (__typeof__(&name))dlsym(RTLD_NEXT, #name)

#define RECORDED(condition, work, note) \
  do { \
    if (!(condition)) { work; break; } \
    pthread_mutex_lock(&turn); \
    work; \
    int kept = errno; \
    note; \
    errno = kept; \
    pthread_mutex_unlock(&turn); \
  } while (0)

#define OPENED(at, call) \
  char room[8192]; \
  const char *below = (flags & (O_CREAT | O_TRUNC)) && (flags & O_TMPFILE) != O_TMPFILE \
                          ? inside(at, path, room, sizeof room) : NULL; \
  struct stat before; \
  int was_there = 0, file; \
  RECORDED(below, \
           was_there = below && !stat(room, &before); file = call, \
           if (file >= 0 && !was_there) record_path(CREATE, number_of(file), below); \
           else if (file >= 0 && (flags & O_TRUNC)) record(TRUNCATE, number_of(file), 0, "", 0, "", 0)); \
  return file

#define OPEN(name) \
  int name(const char *path, int flags, ...) { \
    REAL(name); \
    va_list list; \
    va_start(list, flags); \
    mode_t mode = va_arg(list, mode_t); \
    va_end(list); \
    OPENED(AT_FDCWD, real(path, flags, mode)); \
  }
OPEN(open)
OPEN(open64)

#define OPENAT(name) \
  int name(int at, const char *path, int flags, ...) { \
    REAL(name); \
    va_list list; \
    va_start(list, flags); \
    mode_t mode = va_arg(list, mode_t); \
    va_end(list); \
    OPENED(at, real(at, path, flags, mode)); \
  }
OPENAT(openat)
OPENAT(openat64)

ssize_t write(int file, const void *bytes, size_t count) {
  REAL(write);
  ssize_t written;
  off_t at = 0;
  RECORDED(is_open_inside(file),
           at = fcntl(file, F_GETFL) & O_APPEND ? lseek(file, 0, SEEK_END) : lseek(file, 0, SEEK_CUR);
           written = real(file, bytes, count),
           if (written > 0) record(WRITE, number_of(file), at, bytes, written, "", 0));
  return written;
}

ssize_t writev(int file, const struct iovec *parts, int count) {
  REAL(writev);
  if (!is_open_inside(file) || count < 1) return real(file, parts, count);
  return write(file, parts[0].iov_base, parts[0].iov_len);
}

#define PWRITE(name, offset_type) \
  ssize_t name(int file, const void *bytes, size_t count, offset_type offset) { \
    REAL(name); \
    ssize_t written; \
    RECORDED(is_open_inside(file), written = real(file, bytes, count, offset), \
             if (written > 0) record(WRITE, number_of(file), offset, bytes, written, "", 0)); \
    return written; \
  }
PWRITE(pwrite, off_t)
PWRITE(pwrite64, off64_t)

/* What the kernel copies by itself would go by unseen: whoever asks writes it out instead. */
ssize_t copy_file_range(int in, off64_t *in_at, int out, off64_t *out_at, size_t count, unsigned flags) {
  REAL(copy_file_range);
  if (!is_open_inside(out)) return real(in, in_at, out, out_at, count, flags);
  errno = EINVAL;
  return -1;
}

ssize_t sendfile64(int out, int in, off64_t *at, size_t count);
ssize_t sendfile64(int out, int in, off64_t *at, size_t count) {
  REAL(sendfile64);
  if (!is_open_inside(out)) return real(out, in, at, count);
  errno = EINVAL;
  return -1;
}

#define ON_FILE(name) \
  int name(int file) { \
    REAL(name); \
    int done; \
    RECORDED(is_open_inside(file), done = real(file), if (!done) record(SYNC, number_of(file), 0, "", 0, "", 0)); \
    return done; \
  }
ON_FILE(fsync)
ON_FILE(fdatasync)

#define CUT(name, offset_type) \
  int name(int file, offset_type length) { \
    REAL(name); \
    int done; \
    RECORDED(is_open_inside(file), done = real(file, length), \
             if (!done) record(TRUNCATE, number_of(file), length, "", 0, "", 0)); \
    return done; \
  }
CUT(ftruncate, off_t)
CUT(ftruncate64, off64_t)

/* What goes out of the folder or comes into it from elsewhere is not recorded: nothing does. */
static int renamed(enum kind kind, int done, const char *from, const char *to) {
  if (!done && from && to) record(kind, 0, 0, from, strlen(from), to, strlen(to));
  return done;
}

int rename(const char *from, const char *to) {
  REAL(rename);
  char one[8192], two[8192];
  const char *below = inside(AT_FDCWD, from, one, sizeof one), *target = inside(AT_FDCWD, to, two, sizeof two);
  int done;
  RECORDED(below && target, done = real(from, to), renamed(RENAME, done, below, target));
  return done;
}

int link(const char *from, const char *to) {
  REAL(link);
  char one[8192], two[8192];
  const char *below = inside(AT_FDCWD, from, one, sizeof one), *target = inside(AT_FDCWD, to, two, sizeof two);
  int done;
  RECORDED(below && target, done = real(from, to), renamed(LINK, done, below, target));
  return done;
}

int linkat(int from_at, const char *from, int to_at, const char *to, int flags) {
  REAL(linkat);
  char one[8192], two[8192];
  const char *below = inside(from_at, from, one, sizeof one), *target = inside(to_at, to, two, sizeof two);
  int done;
  RECORDED(below && target, done = real(from_at, from, to_at, to, flags), renamed(LINK, done, below, target));
  return done;
}

int unlink(const char *path) {
  REAL(unlink);
  char room[8192];
  const char *below = inside(AT_FDCWD, path, room, sizeof room);
  int done;
  RECORDED(below, done = real(path), if (!done) record_path(UNLINK, 0, below));
  return done;
}

int unlinkat(int at, const char *path, int flags) {
  REAL(unlinkat);
  char room[8192];
  const char *below = inside(at, path, room, sizeof room);
  int done;
  RECORDED(below, done = real(at, path, flags), if (!done) record_path(UNLINK, 0, below));
  return done;
}

int rmdir(const char *path) {
  REAL(rmdir);
  char room[8192];
  const char *below = inside(AT_FDCWD, path, room, sizeof room);
  int done;
  RECORDED(below, done = real(path), if (!done) record_path(UNLINK, 0, below));
  return done;
}

int mkdir(const char *path, mode_t mode) {
  REAL(mkdir);
  char room[8192];
  const char *below = inside(AT_FDCWD, path, room, sizeof room);
  struct stat made;
  int done;
  RECORDED(below, done = real(path, mode), if (!done && !stat(room, &made)) record_path(MAKE_FOLDER, made.st_ino, below));
  return done;
}
