package dev.switchboard.domain.network;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.HexFormat;
import java.util.regex.Pattern;

/// All addresses that share their first `bits` with a prefix. IPv4 and IPv6 never match each other.
public final class Network {

    private static final int CUSTOMER_BYTES = 8;
    private static final Pattern BITS = Pattern.compile("[0-9]{1,3}");

    private final byte[] prefix;
    private final int bits;

    private Network(byte[] prefix, int bits) {
        if (bits < 0 || bits > prefix.length * Byte.SIZE) {
            throw new IllegalArgumentException("no such network: /" + bits);
        }
        this.prefix = prefix;
        this.bits = bits;
    }

    /// Parses `10.0.0.0/8`, or a single address as a network of one.
    ///
    /// @throws IllegalArgumentException if the text is neither
    public static Network parse(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            return of(literal(text));
        }
        String bits = text.substring(slash + 1);
        if (!BITS.matcher(bits).matches()) {
            throw new IllegalArgumentException("no such network: /" + bits);
        }
        InetAddress prefix = literal(text.substring(0, slash));
        return new Network(prefix.getAddress(), Integer.parseInt(bits));
    }

    /// Refuses short forms: the JDK reads `203.0.113` as 203.0.0.113, which is never what is meant
    /// here.
    private static InetAddress literal(String text) {
        if (text.indexOf(':') < 0 && text.chars().filter(each -> each == '.').count() != 3) {
            throw new IllegalArgumentException("no whole address: " + text);
        }
        return InetAddress.ofLiteral(text);
    }

    public static Network of(InetAddress address) {
        byte[] bytes = address.getAddress();
        return new Network(bytes, bytes.length * Byte.SIZE);
    }

    /// The name under which an address counts against limits. One IPv6 customer has a whole /64 to
    /// come from, and counts as one; a text that is no address counts as itself.
    public static String nameOf(String address) {
        try {
            InetAddress read = InetAddress.ofLiteral(address);
            return read instanceof Inet6Address v6
                    ? HexFormat.of().formatHex(v6.getAddress(), 0, CUSTOMER_BYTES)
                    : read.getHostAddress();
        } catch (IllegalArgumentException _) {
            return address; // a proxy may name its caller in a way of its own
        }
    }

    /// @param address 4 or 16 bytes in network order
    public boolean contains(byte[] address) {
        if (address.length != prefix.length) {
            return false;
        }
        int whole = bits / Byte.SIZE;
        for (int i = 0; i < whole; i++) {
            if (address[i] != prefix[i]) {
                return false;
            }
        }
        int rest = bits % Byte.SIZE;
        return rest == 0 || (address[whole] ^ prefix[whole]) >> (Byte.SIZE - rest) == 0;
    }
}
