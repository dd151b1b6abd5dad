// Our end of WebSockets. The mask of our frames is zero, which is legal and costs us little; the server
// unmasks all the same.
#include "websocket.h"

#include <stdio.h>
#include <string.h>

enum { LONGEST = 4096 };

void upgrade(const Socket *s, Connection *c) {
  char request[512];
  c->answered = false;
  sendAll(c, request, sprintf(request,
      "GET %s HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
      "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n", s->path));
}

void sendText(Connection *c, const char *text, size_t length) {
  char frame[LONGEST + 8];
  size_t head = 0;
  if (length > LONGEST) fail("a frame of ours is too long");
  frame[head++] = (char)0x81;
  frame[head++] = (char)(0x80 | (length < 126 ? length : 126));
  if (length >= 126) {
    frame[head++] = (char)(length >> 8);
    frame[head++] = (char)length;
  }
  memset(frame + head, 0, 4);
  head += 4;
  memcpy(frame + head, text, length);
  sendAll(c, frame, head + length);
}

// The payload's size, or 0 bytes of head if it is not all there.
static size_t headOf(const uint8_t *frame, size_t length, uint64_t *size) {
  *size = frame[1] & 127;
  size_t further = *size == 126 ? 2 : *size == 127 ? 8 : 0;
  if (length < 2 + further) return 0;
  if (further) *size = 0;
  for (size_t i = 0; i < further; i++) *size = *size << 8 | frame[2 + i];
  return 2 + further;
}

size_t takeFrames(const Socket *s, Connection *c, char *bytes, size_t length) {
  size_t taken = 0;
  int fd = c->fd;
  if (!c->answered) {
    HttpMessage answer;
    if (!httpMessage(bytes, length, &answer)) return 0;
    if (answer.status != 101) {
      fprintf(stderr, "a WebSocket's handshake is answered %d\n", answer.status);
      fail("the server does not speak WebSocket");
    }
    c->answered = true;
    taken = answer.length;
    s->opened(c);
  }
  while (c->fd == fd && length - taken >= 2) {
    uint8_t *frame = (uint8_t *)bytes + taken;
    uint64_t size;
    size_t head = headOf(frame, length - taken, &size);
    if (!head || length - taken < head + size) break;
    taken += head + size;
    if (frame[0] == 0x81) s->text(c, (char *)frame + head, size);
    else if ((frame[0] & 15) == 9) sendAll(c, "\x8a\x80\0\0\0\0", 6);
    else if ((frame[0] & 15) == 8) s->ended(c, size < 2 ? 0 : frame[head] << 8 | frame[head + 1]);
  }
  return taken;
}
