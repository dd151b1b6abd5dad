package dev.switchboard.adapter.in.socket.engineio;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// A message for clients, encoded once and shared by every session it goes to. Immutable; readers
/// of the bytes must not write to them.
public final class EngineMessage {

    // packets other than messages never change, so they are made once
    static final EngineMessage CLOSE = packet("1");
    static final EngineMessage PING = packet("2");
    static final EngineMessage PROBE_ANSWER = packet("3probe");
    static final EngineMessage NOOP = packet("6");

    private final byte[] bytes;
    private final boolean binary;

    /// @param bytes a text: `4` and its UTF-8; binary: the bytes as they are. Not copied
    /// @param binary whether it is a binary message
    public EngineMessage(byte[] bytes, boolean binary) {
        this.bytes = bytes;
        this.binary = binary;
    }

    /// A text message; the packet type `4` is added.
    public static EngineMessage text(String text) {
        return new EngineMessage(("4" + text).getBytes(StandardCharsets.UTF_8), false);
    }

    /// Any packet, including its type.
    static EngineMessage packet(String text) {
        return new EngineMessage(text.getBytes(StandardCharsets.US_ASCII), false);
    }

    /// A binary message. The bytes are not copied.
    public static EngineMessage binary(byte[] bytes) {
        return new EngineMessage(bytes, true);
    }

    public byte[] bytes() {
        return bytes;
    }

    public boolean binary() {
        return binary;
    }

    /// The bytes for one write; each writer has its own position.
    ByteBuffer buffer() {
        return ByteBuffer.wrap(bytes);
    }

    /// Its size in a polling payload, including the separator; slightly more than in a frame.
    int weight() {
        return binary ? (bytes.length + 2) / 3 * 4 + 2 : bytes.length + 1;
    }

    /// Its form in a polling payload, where binary is `b` and base64.
    byte[] forPolling() {
        if (!binary) {
            return bytes;
        }
        byte[] encoded = Base64.getEncoder().encode(bytes);
        byte[] packet = new byte[encoded.length + 1];
        packet[0] = 'b';
        System.arraycopy(encoded, 0, packet, 1, encoded.length);
        return packet;
    }
}
