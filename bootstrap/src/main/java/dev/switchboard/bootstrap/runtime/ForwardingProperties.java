package dev.switchboard.bootstrap.runtime;

import java.net.InetAddress;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// The senders whose forwarding headers are trusted.
///
/// @param trustedProxies addresses or networks, such as `10.0.0.0/8`, of trusted proxies
@ConfigurationProperties("switchboard")
record ForwardingProperties(@DefaultValue List<String> trustedProxies) {

    ForwardingProperties {
        trustedProxies =
                trustedProxies.stream().map(String::strip).filter(it -> !it.isEmpty()).toList();
        trustedProxies.forEach(Range::parse);
    }

    List<Range> ranges() {
        return trustedProxies.stream().map(Range::parse).toList();
    }

    /// The addresses that share their first `bits` with the prefix.
    record Range(InetAddress prefix, int bits) {

        static Range parse(String text) {
            int slash = text.indexOf('/');
            try {
                InetAddress prefix =
                        InetAddress.ofLiteral(slash < 0 ? text : text.substring(0, slash));
                int all = prefix.getAddress().length * Byte.SIZE;
                int bits = slash < 0 ? all : Integer.parseInt(text.substring(slash + 1));
                if (bits < 0 || bits > all) {
                    throw new IllegalArgumentException("no such network");
                }
                return new Range(prefix, bits);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        "switchboard.trusted-proxies has '%s', which is neither an address nor a network such as 10.0.0.0/8"
                                .formatted(text),
                        e);
            }
        }

        boolean contains(InetAddress address) {
            byte[] mine = prefix.getAddress();
            byte[] its = address.getAddress();
            if (mine.length != its.length) {
                return false;
            }
            for (int bit = 0; bit < bits; bit++) {
                int mask = 0x80 >> (bit % Byte.SIZE);
                if (((mine[bit / Byte.SIZE] ^ its[bit / Byte.SIZE]) & mask) != 0) {
                    return false;
                }
            }
            return true;
        }
    }
}
