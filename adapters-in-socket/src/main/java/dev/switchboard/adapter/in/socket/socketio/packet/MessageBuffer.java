package dev.switchboard.adapter.in.socket.socketio.packet;

import dev.switchboard.adapter.in.socket.engineio.EngineMessage;

/// The bytes of one text message, whose length is known before it is written.
final class MessageBuffer {

    /// Engine.IO's type of a message.
    private static final byte MESSAGE = '4';

    private final byte[] bytes;
    private int length;

    /// @param capacity its exact length, without Engine.IO's type
    MessageBuffer(int capacity) {
        this.bytes = new byte[capacity + 1];
        put(MESSAGE);
    }

    /// Returns the number of digits of a number.
    static int digits(long number) {
        int digits = 1;
        for (long rest = number / 10; rest > 0; rest /= 10) {
            digits++;
        }
        return digits;
    }

    void put(byte value) {
        bytes[length++] = value;
    }

    void put(byte[] values) {
        System.arraycopy(values, 0, bytes, length, values.length);
        length += values.length;
    }

    /// Puts a non-negative number.
    void put(long number) {
        int end = length + digits(number);
        long rest = number;
        for (int at = end - 1; at >= length; at--) {
            bytes[at] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        length = end;
    }

    EngineMessage message() {
        return new EngineMessage(bytes, false);
    }
}
