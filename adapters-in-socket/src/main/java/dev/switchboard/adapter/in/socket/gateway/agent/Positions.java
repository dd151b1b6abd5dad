package dev.switchboard.adapter.in.socket.gateway.agent;

import dev.switchboard.domain.conversation.ConversationId;
import dev.switchboard.domain.digest.Sha256;
import java.io.ByteArrayOutputStream;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// The last `seq` that one console was sent of each conversation, also as an offset that any hub
/// can read. The offset is Base64 of: the number of hash bytes that stand for a conversation, then
/// for each conversation those bytes and its `seq` in groups of seven bits. Fewer conversations get
/// more bytes of their hashes: eight for up to twelve.
///
/// An offset may say too little but never too much, so that nothing is skipped; the rest is sent
/// again. If conversations share their bytes, the lowest `seq` counts, and what does not fit is
/// left out.
///
/// Not thread-safe.
final class Positions {

    /// More than a console follows at a time. Of earlier conversations, those with the latest
    /// messages are kept.
    private static final int MOST = 32;

    private static final int MAX_BYTES = 150;
    private static final int MOST_OF_HASH = 8;
    private static final int LEAST_OF_HASH = 2;
    private static final int SHIFT = 7;
    private static final int MORE = 0x80;

    private final Map<ConversationId, Sent> sent = new LinkedHashMap<>();

    private record Sent(String hash, long seq) {}

    /// Records that the console has been sent everything up to `seq`.
    void reached(ConversationId conversation, long seq) {
        Sent before = sent.remove(conversation);
        String hash = before == null ? hash(conversation) : before.hash();
        sent.put(conversation, new Sent(hash, seq));
        if (sent.size() > MOST) {
            sent.remove(sent.keySet().iterator().next());
        }
    }

    /// Empty for a conversation of which it was sent nothing.
    OptionalLong of(ConversationId conversation) {
        Sent position = sent.get(conversation);
        return position == null ? OptionalLong.empty() : OptionalLong.of(position.seq());
    }

    void forget(ConversationId conversation) {
        sent.remove(conversation);
    }

    /// @return at most 200 characters
    String offset() {
        int width = width();
        Map<String, Long> lowest = new LinkedHashMap<>();
        for (Sent position : sent.values()) {
            String name = position.hash().substring(0, 2 * width);
            lowest.merge(name, position.seq(), Math::min);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write(width);
        lowest.forEach((name, seq) -> {
            byte[] digits = digits(seq);
            if (bytes.size() + width + digits.length <= MAX_BYTES) {
                bytes.writeBytes(HexFormat.of().parseHex(name));
                bytes.writeBytes(digits);
            }
        });
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.toByteArray());
    }

    private int width() {
        if (sent.isEmpty()) {
            return MOST_OF_HASH;
        }
        int seqs = sent.values().stream().mapToInt(one -> digits(one.seq()).length).sum();
        int room = (MAX_BYTES - 1 - seqs) / sent.size();
        return Math.clamp(room, LEAST_OF_HASH, MOST_OF_HASH);
    }

    private static byte[] digits(long seq) {
        ByteArrayOutputStream digits = new ByteArrayOutputStream();
        long rest = seq;
        while (rest >= MORE) {
            digits.write((int) rest | MORE);
            rest >>>= SHIFT;
        }
        digits.write((int) rest);
        return digits.toByteArray();
    }

    private static String hash(ConversationId conversation) {
        return Sha256.hex(conversation.value()).substring(0, 2 * MOST_OF_HASH);
    }

    /// Reads an offset that a client presents.
    ///
    /// @param offset null or a foreign text reads as an empty one
    static Claimed read(@Nullable String offset) {
        if (offset == null) {
            return Claimed.NOTHING;
        }
        try {
            return read(Base64.getUrlDecoder().decode(offset));
        } catch (IllegalArgumentException | IndexOutOfBoundsException _) {
            return Claimed.NOTHING;
        }
    }

    private static Claimed read(byte[] bytes) {
        int width = bytes[0];
        if (width < LEAST_OF_HASH || width > MOST_OF_HASH) {
            return Claimed.NOTHING;
        }
        Map<String, Long> seqs = new HashMap<>();
        int at = 1;
        while (at < bytes.length) {
            String name = HexFormat.of().formatHex(bytes, at, at + width);
            at += width;
            long seq = 0;
            for (int shift = 0; shift < Long.SIZE; shift += SHIFT) {
                int next = bytes[at++];
                seq |= (long) (next & (MORE - 1)) << shift;
                if ((next & MORE) == 0) {
                    break;
                }
            }
            seqs.put(name, seq);
        }
        return new Claimed(width, seqs);
    }

    /// The positions that a console claims.
    record Claimed(int width, Map<String, Long> seqs) {

        private static final Claimed NOTHING = new Claimed(MOST_OF_HASH, Map.of());

        /// Empty for a conversation that is not in the offset.
        OptionalLong of(ConversationId conversation) {
            Long seq = seqs.get(hash(conversation).substring(0, 2 * width));
            return seq == null || seq < 0 ? OptionalLong.empty() : OptionalLong.of(seq);
        }
    }
}
