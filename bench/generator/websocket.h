#ifndef WEBSOCKET_H
#define WEBSOCKET_H

#include "loop.h"

// What the owner of a WebSocket hears of it.
typedef struct {
  const char *path;
  void (*opened)(Connection *);
  void (*text)(Connection *, char *text, size_t length);
  void (*ended)(Connection *, int code);
} Socket;

// Asks for the upgrade; the answer is the first thing that `takeFrames` takes.
void upgrade(const Socket *, Connection *);
size_t takeFrames(const Socket *, Connection *, char *bytes, size_t length);
void sendText(Connection *, const char *text, size_t length);

#endif
