#define _GNU_SOURCE
#include "loop.h"

#include <arpa/inet.h>
#include <errno.h>
#include <fcntl.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

enum { EVENTS = 256, SCRATCH = 1 << 18 };
static char scratch[SCRATCH];

double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec + t.tv_nsec * 1e-9;
}

_Noreturn void fail(const char *what) {
  fprintf(stderr, "load generator: %s%s%s\n", what, errno ? ": " : "", errno ? strerror(errno) : "");
  exit(1);
}

static int epoll(void) {
  static int fd = -1;
  if (fd < 0) fd = epoll_create1(EPOLL_CLOEXEC);
  return fd;
}

int dial(int port, int address, bool blocking) {
  int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | (blocking ? 0 : SOCK_NONBLOCK), 0);
  if (fd < 0) fail("socket");
  int one = 1;
  setsockopt(fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
  if (address) {
    setsockopt(fd, IPPROTO_IP, IP_BIND_ADDRESS_NO_PORT, &one, sizeof one);
    struct sockaddr_in from = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(0x7f000000 + address)};
    if (bind(fd, (void *)&from, sizeof from)) fail("bind");
  }
  struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons(port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  if (connect(fd, (void *)&to, sizeof to) && errno != EINPROGRESS) {
    close(fd);
    return -1;
  }
  errno = 0;
  fcntl(fd, F_SETFL, O_NONBLOCK);
  return fd;
}

int listenOn(int port) {
  int fd = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0), one = 1;
  setsockopt(fd, SOL_SOCKET, SO_REUSEADDR, &one, sizeof one);
  struct sockaddr_in at = {.sin_family = AF_INET, .sin_port = htons(port), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  if (bind(fd, (void *)&at, sizeof at) || listen(fd, 4096)) fail("listen");
  return fd;
}

void watch(Connection *c, bool forWriting) {
  struct epoll_event event = {.events = forWriting ? EPOLLOUT : EPOLLIN, .data.ptr = c};
  if (epoll_ctl(epoll(), EPOLL_CTL_ADD, c->fd, &event) && epoll_ctl(epoll(), EPOLL_CTL_MOD, c->fd, &event)) fail("epoll");
  errno = 0;
}

void drop(Connection *c) {
  close(c->fd);
  free(c->rest);
  c->fd = -1;
  c->rest = NULL;
  c->restLength = 0;
}

void ignore(Connection *c) { epoll_ctl(epoll(), EPOLL_CTL_DEL, c->fd, NULL); }

void sendAll(Connection *c, const char *bytes, size_t length) {
  while (length > 0) {
    ssize_t sent = send(c->fd, bytes, length, MSG_NOSIGNAL);
    if (sent < 0) {
      if (errno != EAGAIN) return;  // its end is read soon
      struct pollfd ready = {c->fd, POLLOUT, 0};
      poll(&ready, 1, 1000);
      continue;
    }
    bytes += sent;
    length -= sent;
  }
}

static void keep(Connection *c, const char *bytes, size_t length) {
  if (length == 0) {
    free(c->rest);
    c->rest = NULL;
  } else {
    char *kept = malloc(length);
    memcpy(kept, bytes, length);
    free(c->rest);
    c->rest = kept;
  }
  c->restLength = length;
}

static void readFrom(Connection *c) {
  size_t length = c->restLength;
  if (length) memcpy(scratch, c->rest, length);
  ssize_t got = recv(c->fd, scratch + length, SCRATCH - length - 1, 0);
  if (got < 0 && errno == EAGAIN) return;
  if (got <= 0) {
    c->closed(c);
    return;
  }
  length += got;
  scratch[length] = 0;
  int fd = c->fd;
  size_t taken = c->take(c, scratch, length);
  if (c->fd == fd) keep(c, scratch + taken, length - taken);
}

static void finishConnecting(Connection *c) {
  int error = 0;
  socklen_t size = sizeof error;
  getsockopt(c->fd, SOL_SOCKET, SO_ERROR, &error, &size);
  if (error) {
    c->closed(c);
    return;
  }
  void (*connected)(Connection *) = c->connected;
  c->connected = NULL;
  watch(c, false);
  connected(c);
}

void turn(double seconds) {
  struct epoll_event events[EVENTS];
  if (seconds < 0) seconds = 0;
  struct timespec limit = {(time_t)seconds, (long)((seconds - (time_t)seconds) * 1e9)};
  int count = epoll_pwait2(epoll(), events, EVENTS, &limit, NULL);
  errno = 0;
  for (int i = 0; i < count; i++) {
    Connection *c = events[i].data.ptr;
    if (c->fd < 0) continue;
    if (c->accepted) {
      for (int fd; (fd = accept4(c->fd, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC)) >= 0;) c->accepted(fd);
    } else if (c->connected) {
      finishConnecting(c);
    } else {
      readFrom(c);
    }
  }
}

void obeyLines(void (*obey)(const char *, double, double), void (*meanwhile)(void)) {
  char line[128], command[32];
  for (;;) {
    struct pollfd input = {0, POLLIN, 0};
    double first = 0, second = 0;
    if (poll(&input, 1, 0) == 0) {
      turn(0.005);
      if (meanwhile) meanwhile();
    } else if (!fgets(line, sizeof line, stdin)) {
      return;
    } else if (sscanf(line, "%31s %lf %lf", command, &first, &second) >= 1) {
      obey(command, first, second);
      fflush(stdout);
    }
  }
}

char **readLines(const char *name, int count) {
  FILE *file = fopen(name, "r");
  if (!file) fail(name);
  char **lines = calloc(count, sizeof *lines);
  for (int i = 0; i < count; i++) {
    size_t room = 0;
    if (getline(&lines[i], &room, file) < 1) fail("there are too few lines");
    lines[i][strcspn(lines[i], "\n")] = 0;
  }
  fclose(file);
  return lines;
}

uint64_t mix(uint64_t z) {
  z += 0x9e3779b97f4a7c15ull;
  z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9ull;
  z = (z ^ z >> 27) * 0x94d049bb133111ebull;
  return z ^ z >> 31;
}

uint64_t anySeed(void) {
  struct timespec t;
  clock_gettime(CLOCK_REALTIME, &t);
  return mix(t.tv_sec * 1000000000ull + t.tv_nsec);
}

uint64_t numberAfter(const char *text, size_t length, const char *word, uint64_t otherwise) {
  const char *at = memmem(text, length, word, strlen(word));
  return at ? strtoull(at + strlen(word), NULL, 10) : otherwise;
}

static char *header(char *head, char *end, const char *name) {
  char *found = strcasestr(head, name);
  return found && found < end ? found + strlen(name) : NULL;
}

bool httpMessage(char *bytes, size_t length, HttpMessage *message) {
  char *end = memmem(bytes, length, "\r\n\r\n", 4);
  if (!end) return false;
  char *body = end + 4, *value;
  size_t bodyLength = 0;
  if ((value = header(bytes, end, "\r\ncontent-length:"))) {
    bodyLength = strtoul(value, NULL, 10);
    if (body + bodyLength > bytes + length) return false;
  } else if (header(bytes, end, "\r\ntransfer-encoding:")) {
    char *last = memmem(end, bytes + length - end, "\r\n0\r\n\r\n", 7);
    if (!last) return false;
    bodyLength = last + 7 - body;
  }
  *message = (HttpMessage){atoi(bytes + strlen("HTTP/1.1 ")), bytes, body, bodyLength, body + bodyLength - bytes};
  return true;
}

void note(Durations *d, double seconds) {
  if (d->count == d->room) {
    d->room = d->room ? 2 * d->room : 1 << 16;
    d->values = realloc(d->values, d->room * sizeof *d->values);
  }
  d->values[d->count++] = (uint32_t)(seconds * 1e7);
}

static int compare(const void *a, const void *b) {
  uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;
  return (x > y) - (x < y);
}

void sortDurations(Durations *d) { qsort(d->values, d->count, sizeof *d->values, compare); }

double micros(const Durations *d, double quantile) {
  if (d->count == 0) return 0;
  size_t at = (size_t)(quantile * d->count);
  return d->values[at < d->count ? at : d->count - 1] / 10.0;
}

static double ofProcess(int pid) {
  char name[64], text[1024];
  snprintf(name, sizeof name, "/proc/%d/stat", pid);
  FILE *file = pid ? fopen(name, "r") : NULL;
  if (!file) return 0;
  text[fread(text, 1, sizeof text - 1, file)] = 0;
  fclose(file);
  char *fields = strrchr(text, ')');
  unsigned long user = 0, system = 0;
  if (fields) sscanf(fields + 2, "%*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %lu %lu", &user, &system);
  return (double)(user + system) / sysconf(_SC_CLK_TCK);
}

static double idleSoFar(void) {
  unsigned long idle = 0, waiting = 0;
  FILE *file = fopen("/proc/stat", "r");
  if (!file) return 0;
  if (fscanf(file, "cpu %*u %*u %*u %lu %lu", &idle, &waiting) != 2) idle = 0;
  fclose(file);
  return (double)(idle + waiting) / sysconf(_SC_CLK_TCK);
}

Usage usage(int pid) {
  struct rusage own;
  getrusage(RUSAGE_SELF, &own);
  return (Usage){ofProcess(pid),
                 own.ru_utime.tv_sec + own.ru_stime.tv_sec + (own.ru_utime.tv_usec + own.ru_stime.tv_usec) * 1e-6,
                 idleSoFar()};
}

int cores(void) { return (int)sysconf(_SC_NPROCESSORS_ONLN); }
