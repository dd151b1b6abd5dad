// Customers on Socket.IO over WebSocket, and the bot that posts webhooks for them.
#define _GNU_SOURCE
#include "live.h"

#include <fcntl.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <time.h>
#include <unistd.h>

#include "loop.h"
#include "websocket.h"

enum { RING = 1 << 20, BODY_BYTES = 600, AT_A_TIME = 64, ADDRESSES = 4 };
enum { OPENING, JOINING, READY };
typedef struct {
  double due;
  uint32_t number;
  int poster, customer;
  bool pushed;
} Webhook;

static int port, pid, customers, posters;
static double rate, warmUp, duration;
static uint64_t limit;

static Connection *sockets, *webhookers;
static Webhook *ring;
static int *idlePosters, idleCount, joining, joined;
static uint64_t salt, sent, answered, refused, pushed, doubled, misrouted, unknown, lostSockets, reconnects, measured;
static double from, until;
static Durations untilPushed;

static char request[4096];
static size_t requestLength;
static char *conversationAt, *requestIdAt, *numberAt;

static void conversation(char *text, int customer) {
  sprintf(text, "chat-%08d-%04x-9d1e-7b2c55aa", customer, (unsigned)(salt & 0xffff));
}

/* --- the bot --- */

static void makeRequest(void) {
  static const char TAIL[] =
      "\",\"attachments\":[{\"type\":\"template\",\"payload\":{\"template_type\":\"generic\",\"elements\":[{\"title\":\"Order 4711\","
      "\"subtitle\":\"On its way\",\"buttons\":[{\"type\":\"postback\",\"title\":\"Track\",\"payload\":\"TRACK_4711\"}]}]}}]},"
      "\"requestId\":\"00000000-0000-4000-9000-000000000000\"}";
  static const char WORDS[] = "Your order has left the warehouse and will reach you on Thursday \xc3\xa9t\xc3\xa9. ";
  char body[2048], name[64];
  conversation(name, 0);
  int n = sprintf(body, "{\"requestPayload\":{\"conversationId\":\"%s\"},\"response\":{\"rid\":\"0000000000\",\"text\":\"", name);
  while (n + sizeof TAIL < BODY_BYTES) n += sprintf(body + n, "%s", WORDS);
  n += sprintf(body + n, "%s", TAIL);
  requestLength = sprintf(request,
      "POST /webhook/netomi HTTP/1.1\r\nHost: localhost\r\nUser-Agent: netomi-webhook/1.0\r\nAccept: */*\r\n"
      "Authorization: Bearer %s\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n%s",
      option("token", ""), n, body);
  conversationAt = strstr(request, "chat-");
  requestIdAt = strstr(request, "00000000-0000-4000");
  numberAt = strstr(request, "\"rid\":\"") + strlen("\"rid\":\"");
}

/// A copy that stays in place; the terminating zero would end the request.
static void put(char *at, const char *text) { memcpy(at, text, strlen(text)); }

static void post(Connection *c, double due) {
  static uint32_t number;
  int customer = number++ % customers;
  ring[number % RING] = (Webhook){.due = due, .number = number, .poster = c->index, .customer = customer};
  c->number = number;
  c->answered = false;
  char text[64];
  conversation(text, customer);
  put(conversationAt, text);
  sprintf(text, "%010u", number);
  put(numberAt, text);
  uint64_t a = mix(salt + number), b = mix(a);  // the real bot's ids are random: they hit the store anywhere
  sprintf(text, "%08x-%04x-4%03x-9%03x-%012llx", (uint32_t)(a >> 32), (unsigned)(a & 0xffff), (unsigned)(a >> 16 & 0xfff),
          (unsigned)(b & 0xfff), (unsigned long long)(b >> 16));
  put(requestIdAt, text);
  sent++;
  sendAll(c, request, requestLength);
}

static void isFree(Connection *c) {
  c->number = 0;
  if (rate > 0) idlePosters[idleCount++] = c->index;
  else if (limit ? sent < limit : now() < until) post(c, now());
}

static size_t takeAnswers(Connection *c, char *bytes, size_t length) {
  size_t taken = 0;
  for (HttpMessage answer; httpMessage(bytes + taken, length - taken, &answer); taken += answer.length) {
    if (answer.status == 200) answered++;
    else refused++;
    if (!c->number) continue;
    c->answered = true;
    if (rate > 0 || answer.status != 200 || ring[c->number % RING].pushed) isFree(c);
  }
  return taken;
}

static void openPoster(Connection *c);

static void reopenPoster(Connection *c) {
  reconnects++;
  uint32_t unanswered = c->answered ? 0 : c->number;
  double due = ring[unanswered % RING].due;
  drop(c);
  openPoster(c);
  if (unanswered) post(c, due);
}

static void openPoster(Connection *c) {
  c->take = takeAnswers;
  c->closed = reopenPoster;
  if ((c->fd = dial(port, 0, true)) < 0) fail("the server refuses connections");
  watch(c, false);
}

/* --- customers --- */

static void acknowledge(Connection *c, const char *text, size_t length) {
  char ack[64];
  size_t digits = strspn(text + 2, "0123456789");
  if (digits == 0 || digits > 20 || digits + 2 >= length) return;
  sendText(c, ack, sprintf(ack, "43%.*s[{\"ok\":true}]", (int)digits, text + 2));
}

static void takeEvent(Connection *c, const char *text, size_t length) {
  acknowledge(c, text, length);
  const char *at = memmem(text, length, "\"rid\":\"", 7);
  uint32_t number = at ? strtoul(at + 7, NULL, 10) : 0;
  Webhook *webhook = &ring[number % RING];
  if (!number || webhook->number != number) unknown++;
  else if (webhook->customer != c->index) misrouted++;
  else if (webhook->pushed) doubled++;
  else {
    double at = now();
    webhook->pushed = true;
    pushed++;
    if (webhook->due >= from && webhook->due < until) note(&untilPushed, at - webhook->due);
    if (at >= from && at < until) measured++;
    Connection *poster = &webhookers[webhook->poster];
    if (rate <= 0 && poster->number == number && poster->answered) isFree(poster);
  }
}

static void takeText(Connection *c, char *text, size_t length) {
  char join[128], name[64];
  if (length == 1 && text[0] == '2') {
    sendText(c, "3", 1);
  } else if (c->state == OPENING && text[0] == '0') {
    conversation(name, c->index);
    sendText(c, join, sprintf(join, "40{\"conversationId\":\"%s\"}", name));
    c->state = JOINING;
  } else if (c->state == JOINING && length > 14 && !memcmp(text, "42[\"connected\"", 14)) {
    c->state = READY;
    joining--;
    joined++;
  } else if (c->state == JOINING && !memcmp(text, "44", 2)) {
    fail("a customer is refused");
  } else if (c->state == READY && !memcmp(text, "42", 2)) {
    takeEvent(c, text, length);
  }
}

static void loseSocket(Connection *c) {
  if (c->state != READY) fail("a customer's connection was closed before it was let in");
  lostSockets++;
  drop(c);
}

static void upgraded(Connection *c) { c->state = OPENING; }

static void ended(Connection *c, int code) {
  (void)code;
  loseSocket(c);
}

static const Socket CUSTOMER = {"/socket.io/?EIO=4&transport=websocket", upgraded, takeText, ended};

static void ask(Connection *c) { upgrade(&CUSTOMER, c); }

static size_t take(Connection *c, char *bytes, size_t length) { return takeFrames(&CUSTOMER, c, bytes, length); }

static void joinAll(void) {
  double began = now();
  for (int opened = 0; joined < customers;) {
    for (; joining < AT_A_TIME && opened < customers; opened++, joining++) {
      Connection *c = &sockets[opened];
      *c = (Connection){.index = opened, .take = take, .connected = ask, .closed = loseSocket};
      if ((c->fd = dial(port, 2 + opened % ADDRESSES, false)) < 0) fail("the server refuses customers");
      watch(c, true);
    }
    turn(0.5);
    if (now() - began > 120) fail("the customers are not let in");
  }
}

/* --- scenarios --- */

static void prepare(void) {
  port = atoi(option("port", "8000"));
  pid = atoi(option("pid", "0"));
  customers = atoi(option("customers", "500"));
  posters = atoi(option("posters", "32"));
  rate = atof(option("rate", "0"));
  warmUp = atof(option("warm-up", "1"));
  duration = atof(option("seconds", "4"));
  limit = strtoull(option("count", "0"), NULL, 10);
  salt = anySeed();
  sockets = calloc(customers, sizeof *sockets);
  webhookers = calloc(posters, sizeof *webhookers);
  idlePosters = calloc(posters, sizeof *idlePosters);
  ring = calloc(RING, sizeof *ring);
  makeRequest();
}

static void openPosters(void) {
  for (int i = 0; i < posters; i++) {
    webhookers[i].index = i;
    openPoster(&webhookers[i]);
    idlePosters[idleCount++] = i;
  }
}

static Usage postUntilTheEnd(double began) {
  Usage before = {0};
  bool measuring = false;
  uint64_t due = 0;
  for (double at; limit ? pushed < limit : (at = now()) < until;) {
    if (limit) {
      turn(0.5);
      continue;
    }
    if (!measuring && at >= from) {
      measuring = true;
      before = usage(pid);
    }
    double wait = until - at;
    if (rate > 0) {
      double next;
      while ((next = began + due / rate) <= at && idleCount) {
        post(&webhookers[idlePosters[--idleCount]], next);
        due++;
      }
      if (idleCount && next - now() < wait) wait = next - now();
    }
    if (!measuring && from - at < wait) wait = from - at;
    turn(wait);
  }
  return before;
}

void relay(void) {
  prepare();
  joinAll();
  openPosters();
  double began = now();
  from = began + warmUp;
  until = limit ? 1e300 : from + duration;
  if (rate <= 0) for (int i = 0; i < posters; i++) isFree(&webhookers[i]);
  Usage before = postUntilTheEnd(began), after = usage(pid);
  for (double end = now() + 2; now() < end && pushed < sent;) turn(0.05);
  sortDurations(&untilPushed);
  double server = after.server - before.server, own = after.own - before.own, idle = after.idle - before.idle;
  printf("{\"perSecond\":%.1f,\"p50\":%.1f,\"p99\":%.1f,\"p999\":%.1f,\"cpu\":%.2f,\"generatorCores\":%.3f,\"foreignCores\":%.2f,"
         "\"sent\":%lu,\"answered\":%lu,\"refused\":%lu,\"lost\":%ld,\"doubled\":%lu,\"misrouted\":%lu,\"unknown\":%lu,\"lostSockets\":%lu,\"reconnects\":%lu}\n",
         measured / duration, micros(&untilPushed, .5), micros(&untilPushed, .99), micros(&untilPushed, .999),
         measured ? server * 1e6 / measured : 0, own / duration, cores() - (idle + server + own) / duration,
         sent, answered, refused, (long)(sent - pushed), doubled, misrouted, unknown, lostSockets, reconnects);
}

void hold(void) {
  prepare();
  double began = now();
  joinAll();
  printf("{\"joined\":%d,\"seconds\":%.2f}\n", joined, now() - began);
  fflush(stdout);
  for (struct pollfd input = {0, POLLIN, 0}; poll(&input, 1, 0) == 0;) turn(0.1);
  printf("{\"lostSockets\":%lu}\n", lostSockets);
}

void first(void) {
  prepare();
  for (int fd; (fd = dial(port, 0, true)) < 0 || close(fd);) usleep(2000);
  limit = 1;
  until = 1e300;
  joinAll();
  openPosters();
  isFree(&webhookers[0]);
  postUntilTheEnd(now());
  struct timespec t;
  clock_gettime(CLOCK_REALTIME, &t);
  printf("{\"at\":%.3f}\n", t.tv_sec * 1e3 + t.tv_nsec * 1e-6);
}
