// Consoles of agents on Socket.IO over WebSocket, and a platform that posts what their users say.
#define _GNU_SOURCE
#include "consoles.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "loop.h"
#include "websocket.h"

enum { RING = 1 << 20, MOST_CHATS = 16, AT_A_TIME = 64, ADDRESSES = 4, LONGEST = 2048, PATIENCE = 120, SETTLING = 30 };
enum { GREETING, JOINING, READY, GONE };
static const double BEAT_SECONDS = 30, READ_SECONDS = 2;
static const char WORDS[] = "Where is my order, please? ";

typedef struct {
  char id[96];   // of the conversation
  uint64_t seq;  // of the last message that was not said to be read; 0 if there is none
} Unread;

typedef struct {
  double readsAt, beatsAt;
  int chats, conversations;
  char leases[MOST_CHATS][96];  // each as a heartbeat names it
  Unread unread[MOST_CHATS];
} Console;

typedef struct {
  double due;
  uint32_t number;
  bool shown;
} Said;

static int port, pid, agents, users, posters;
static const char *token;
static char **tokens;

static Connection *sockets, *platform;
static Console *desks;
static Said *ring;
static int *idlePosters, idleCount, joining, joined;
static uint64_t salt, refused, shown, doubled, unknown;
static uint32_t said;
static double rate, until, soonest;
static Durations untilShown;

/* --- the platform --- */

static void sendWebhook(Connection *c) {
  char body[512], request[1024];
  uint32_t number = c->number;
  struct timespec t;
  clock_gettime(CLOCK_REALTIME, &t);
  uint64_t a = mix(salt + number), b = mix(a);  // a platform's ids are random: they hit the store anywhere
  int length = sprintf(body,
      "{\"id\":\"wamid.%016llx%016llx\",\"timestamp\":%llu,\"type\":\"text\",\"from\":\"52173%08u\",\"text\":{\"body\":\"%s%u\"}}",
      (unsigned long long)a, (unsigned long long)b, t.tv_sec * 1000ull + t.tv_nsec / 1000000, number % users, WORDS, number);
  sendAll(c, request, sprintf(request,
      "POST /v1/integrations/whatsapp/webhook HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer %s\r\n"
      "Content-Type: application/json\r\nContent-Length: %d\r\n\r\n%s", token, length, body));
}

static void post(Connection *c, double due) {
  c->number = ++said;
  ring[c->number % RING] = (Said){.due = due, .number = c->number};
  sendWebhook(c);
}

static void isFree(Connection *c) {
  c->number = 0;
  if (rate <= 0 && now() < until) post(c, now());
  else idlePosters[idleCount++] = c->index;
}

static size_t takeAnswers(Connection *c, char *bytes, size_t length) {
  size_t taken = 0;
  for (HttpMessage answer; httpMessage(bytes + taken, length - taken, &answer); taken += answer.length) {
    if (!c->number) continue;
    if (answer.status != 200) refused++;
    isFree(c);
  }
  return taken;
}

/// The server closes what was long idle; a message that crosses that is sent again, with the same id.
static void dialAgain(Connection *c) {
  drop(c);
  if ((c->fd = dial(port, 0, true)) < 0) fail("the server refuses connections");
  watch(c, false);
  if (c->number) sendWebhook(c);
}

/* --- consoles --- */

static double about(double seconds) { return seconds * (0.5 + drand48()); }

/// Copies a JSON string that is known to have no escapes.
static bool copied(const char *text, size_t length, const char *key, char *to, size_t room) {
  const char *at = memmem(text, length, key, strlen(key));
  if (!at) return false;
  at += strlen(key);
  const char *end = memchr(at, '"', text + length - at);
  if (!end || (size_t)(end - at) >= room) return false;
  memcpy(to, at, end - at);
  to[end - at] = 0;
  return true;
}

static void acceptOffer(Connection *c, const char *offer, size_t length) {
  char id[64], words[256];
  if (!copied(offer, length, "\"handoffId\":\"", id, sizeof id)) fail("an offer cannot be read");
  sendText(c, words, sprintf(words, "42/agent,0[\"handoff.accept\",{\"handoffId\":\"%s\",\"version\":%llu}]", id,
      (unsigned long long)numberAfter(offer, length, "\"version\":", 0)));
}

static void hold(Connection *c, const char *answer, size_t length) {
  Console *desk = &desks[c->index];
  char id[64];
  if (!copied(answer, length, "\"leaseId\":\"", id, sizeof id) || desk->chats == MOST_CHATS) return;
  sprintf(desk->leases[desk->chats++], "{\"leaseId\":\"%s\",\"version\":%llu}", id,
      (unsigned long long)numberAfter(answer, length, "\"version\":", 0));
}

static void noteUnread(Connection *c, const char *message, size_t length) {
  Console *desk = &desks[c->index];
  char id[96];
  if (!copied(message, length, "\"conversationId\":\"", id, sizeof id)) fail("a message cannot be read");
  int i = 0;
  while (i < desk->conversations && strcmp(desk->unread[i].id, id)) i++;
  if (i == MOST_CHATS) return;
  if (i == desk->conversations) strcpy(desk->unread[desk->conversations++].id, id);
  desk->unread[i].seq = numberAfter(message, length, "\"seq\":", 0);
}

static void show(Connection *c, const char *message, size_t length) {
  uint32_t number = numberAfter(message, length, WORDS, 0);
  if (!number) return;
  Said *its = &ring[number % RING];
  if (its->number != number) unknown++;
  else if (its->shown) doubled++;
  else {
    its->shown = true;
    shown++;
    note(&untilShown, now() - its->due);
  }
  noteUnread(c, message, length);
}

static void readUp(Connection *c, Console *desk) {
  char words[256];
  for (int i = 0; i < desk->conversations; i++) {
    Unread *its = &desk->unread[i];
    if (its->seq) {
      sendText(c, words, sprintf(words, "42/agent,[\"message.read\",{\"conversationId\":\"%s\",\"seq\":%llu}]", its->id,
          (unsigned long long)its->seq));
    }
    its->seq = 0;
  }
}

static void beat(Connection *c, Console *desk) {
  char words[LONGEST];
  int n = sprintf(words, "42/agent,[\"lease.heartbeat\",{\"leases\":[");
  for (int i = 0; i < desk->chats; i++) n += sprintf(words + n, "%s%s", i ? "," : "", desk->leases[i]);
  n += sprintf(words + n, "]}]");
  if (desk->chats) sendText(c, words, n);
}

/// What consoles do by the clock. People do not act in step, so each time is another one.
static void keepTime(void) {
  double at = now();
  if (at < soonest) return;
  soonest = at + READ_SECONDS;
  for (int i = 0; i < agents; i++) {
    Console *desk = &desks[i];
    if (sockets[i].state != READY) continue;
    if (at >= desk->readsAt) {
      readUp(&sockets[i], desk);
      desk->readsAt = at + about(READ_SECONDS);
    }
    if (at >= desk->beatsAt) {
      beat(&sockets[i], desk);
      desk->beatsAt = at + about(BEAT_SECONDS);
    }
    if (desk->readsAt < soonest) soonest = desk->readsAt;
    if (desk->beatsAt < soonest) soonest = desk->beatsAt;
  }
}

static bool is(const char *text, size_t length, const char *event) {
  size_t head = strlen("42/agent,[\""), size = strlen(event);
  return length > head + size && !memcmp(text + head, event, size) && text[head + size] == '"';
}

static void takeText(Connection *c, char *text, size_t length) {
  char join[LONGEST];
  if (length == 1 && text[0] == '2') {
    sendText(c, "3", 1);
  } else if (c->state == GREETING && text[0] == '0') {
    sendText(c, join, sprintf(join, "40/agent,{\"token\":\"%s\"}", tokens[c->index]));
    c->state = JOINING;
  } else if (!strncmp(text, "44/agent,", 9)) {
    fail("a console is refused");
  } else if (!strncmp(text, "43/agent,", 9)) {
    hold(c, text, length);
  } else if (!strncmp(text, "42/agent,", 9)) {
    if (is(text, length, "message")) show(c, text, length);
    else if (is(text, length, "handoff.offer")) acceptOffer(c, text, length);
    else if (is(text, length, "lease.lost")) fail("a lease is lost");
    else if (is(text, length, "agent.ready") && c->state == JOINING) {
      c->state = READY;
      joining--;
      joined++;
    }
  }
}

static void greeted(Connection *c) { c->state = GREETING; }

static void lose(Connection *c) {
  if (c->state != READY) fail("a console was closed before it was let in");
  c->state = GONE;
  drop(c);
}

static void ended(Connection *c, int code) {
  (void)code;
  lose(c);
}

static const Socket CONSOLE = {"/socket.io/?EIO=4&transport=websocket", greeted, takeText, ended};

static void ask(Connection *c) { upgrade(&CONSOLE, c); }

static size_t take(Connection *c, char *bytes, size_t length) { return takeFrames(&CONSOLE, c, bytes, length); }

static void joinAll(void) {
  double began = now();
  for (int opened = 0; joined < agents;) {
    for (; joining < AT_A_TIME && opened < agents; opened++, joining++) {
      Connection *c = &sockets[opened];
      *c = (Connection){.index = opened, .take = take, .connected = ask, .closed = lose};
      desks[opened].readsAt = began + about(READ_SECONDS);
      desks[opened].beatsAt = began + about(BEAT_SECONDS);
      if ((c->fd = dial(port, 2 + opened % ADDRESSES, false)) < 0) fail("the server refuses consoles");
      watch(c, true);
    }
    turn(0.5);
    if (now() - began > PATIENCE) fail("the consoles are not let in");
  }
}

/* --- commands --- */

static void tellChats(void) {
  int chats = 0;
  for (int i = 0; i < agents; i++) chats += desks[i].chats;
  printf("{\"chats\":%d}\n", chats);
}

static void postFor(double perSecond, double seconds) {
  double began = now();
  uint64_t due = 0, shownBefore = shown, refusedBefore = refused;
  uint32_t saidBefore = said;
  rate = perSecond;
  until = began + seconds;
  untilShown.count = 0;
  Usage before = usage(pid);
  if (rate <= 0) while (idleCount) post(&platform[idlePosters[--idleCount]], now());
  for (double at; (at = now()) < until;) {
    double wait = until - at, next = until;
    while (rate > 0 && (next = began + due / rate) <= at && idleCount) {
      post(&platform[idlePosters[--idleCount]], next);
      due++;
    }
    if (rate > 0 && idleCount && next - now() < wait) wait = next - now();
    keepTime();
    if (soonest - at < wait) wait = soonest - at;
    turn(wait);
  }
  Usage after = usage(pid);
  for (double end = now() + SETTLING; now() < end && (idleCount < posters || shown - shownBefore + refused - refusedBefore < said - saidBefore);) {
    turn(0.005);
    keepTime();
  }
  sortDurations(&untilShown);
  int closed = 0;
  for (int i = 0; i < agents; i++) closed += sockets[i].state == GONE;
  long sent = said - saidBefore;
  double server = after.server - before.server, own = after.own - before.own, idle = after.idle - before.idle;
  printf("{\"sent\":%ld,\"p50\":%.1f,\"p99\":%.1f,\"worst\":%.1f,\"cpu\":%.2f,\"generatorCores\":%.3f,\"foreignCores\":%.2f,"
         "\"refused\":%lu,\"lost\":%ld,\"doubled\":%lu,\"unknown\":%lu,\"closed\":%d}\n",
         sent, micros(&untilShown, .5), micros(&untilShown, .99), micros(&untilShown, 1), sent ? server * 1e6 / sent : 0, own / seconds,
         cores() - (idle + server + own) / seconds, refused - refusedBefore,
         sent - (long)(shown - shownBefore) - (long)(refused - refusedBefore), doubled, unknown, closed);
}

static void obey(const char *command, double first, double second) {
  if (!strcmp(command, "chats")) tellChats();
  else if (!strcmp(command, "post")) postFor(first, second);
  else fail("an unknown command");
}

void consoles(void) {
  port = atoi(option("port", "8000"));
  pid = atoi(option("pid", "0"));
  token = option("token", "");
  agents = atoi(option("agents", "500"));
  users = atoi(option("users", "2500"));
  posters = atoi(option("posters", "128"));
  tokens = readLines(option("tokens", ""), agents);
  salt = anySeed();
  srand48((long)salt);
  sockets = calloc(agents, sizeof *sockets);
  desks = calloc(agents, sizeof *desks);
  ring = calloc(RING, sizeof *ring);
  platform = calloc(posters, sizeof *platform);
  idlePosters = calloc(posters, sizeof *idlePosters);
  joinAll();
  for (int i = 0; i < posters; i++) {
    platform[i] = (Connection){.fd = -1, .index = i, .take = takeAnswers, .closed = dialAgain};
    dialAgain(&platform[i]);
    idlePosters[idleCount++] = i;
  }
  printf("{\"joined\":%d}\n", joined);
  fflush(stdout);
  obeyLines(obey, keepTime);
}
