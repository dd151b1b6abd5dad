package dev.switchboard.adapter.out.upstreams.http;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Locale;
import java.util.regex.Pattern;

/// The host of a URL: a name for DNS, or an address in one of its many spellings.
sealed interface HostForm {

    /// The longest name that DNS has.
    int LONGEST = 253;

    Pattern NUMBER = Pattern.compile("[0-9]+|0[xX][0-9a-fA-F]+");

    /// @param value lower case, without a trailing dot
    record Name(String value) implements HostForm {}

    /// @param mapped whether an IPv4 address was written as an IPv6 one (`::ffff:1.2.3.4`), which
    ///   has no use except to deceive filters
    record Literal(InetAddress address, boolean mapped) implements HostForm {}

    /// Looks like an address but is not one, so its meaning is unclear.
    record Malformed() implements HostForm {}

    /// Parses IPv6 with or without brackets, and IPv4 as C libraries do: one to four numbers,
    /// decimal, octal (`0177`) or hexadecimal (`0x7f`), of which the last fills the remaining
    /// bytes.
    static HostForm of(String host) {
        if (host.indexOf(':') >= 0) {
            return ofV6(host);
        }
        String bare = host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
        if (bare.isEmpty() || bare.length() > LONGEST) {
            return new Malformed();
        }
        String last = bare.substring(bare.lastIndexOf('.') + 1);
        return looksNumeric(last) ? ofV4(bare) : new Name(bare.toLowerCase(Locale.ROOT));
    }

    private static HostForm ofV6(String host) {
        boolean bracketed = host.startsWith("[") && host.endsWith("]");
        try {
            InetAddress address =
                    InetAddress.ofLiteral(bracketed ? host.substring(1, host.length() - 1) : host);
            return new Literal(address, address instanceof Inet4Address);
        } catch (IllegalArgumentException _) {
            return new Malformed();
        }
    }

    private static HostForm ofV4(String host) {
        String[] parts = host.split("\\.", -1);
        if (parts.length > 4) {
            return new Malformed();
        }
        long bits = 0;
        for (int i = 0; i < parts.length; i++) {
            boolean last = i == parts.length - 1;
            int width = last ? Byte.SIZE * (5 - parts.length) : Byte.SIZE;
            long number = number(parts[i]);
            if (number >> width != 0) {
                return new Malformed();
            }
            bits = bits << width | number;
        }
        return new Literal(InetAddress.ofLiteral(dotted(bits)), false);
    }

    private static String dotted(long bits) {
        return (bits >> 24)
                + "."
                + (bits >> 16 & 0xff)
                + "."
                + (bits >> 8 & 0xff)
                + "."
                + (bits & 0xff);
    }

    private static boolean looksNumeric(String label) {
        return isHex(label) || label.chars().allMatch(c -> c >= '0' && c <= '9');
    }

    private static boolean isHex(String part) {
        return part.startsWith("0x") || part.startsWith("0X");
    }

    /// The number, or -1 if the text is not a number. Of signs and foreign digits, which Java
    /// reads, nobody knows what they mean elsewhere.
    private static long number(String part) {
        if (!NUMBER.matcher(part).matches()) {
            return -1;
        }
        try {
            if (isHex(part)) {
                return Long.parseLong(part, 2, part.length(), 16);
            }
            boolean octal = part.length() > 1 && part.startsWith("0");
            return Long.parseLong(part, octal ? 8 : 10);
        } catch (NumberFormatException _) {
            return -1;
        }
    }
}
