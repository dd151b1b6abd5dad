package dev.switchboard.adapter.in.socket.engineio;

import org.jspecify.annotations.Nullable;

/// The query of a request. Its values are plain words and ids, so nothing is decoded; of a repeated
/// parameter the first counts.
record Parameters(@Nullable String version, @Nullable String transport, @Nullable String sid) {

    static Parameters of(@Nullable String query) {
        String version = null;
        String transport = null;
        String sid = null;
        for (String part : query == null ? new String[0] : query.split("&", -1)) {
            int equals = part.indexOf('=');
            String value = part.substring(equals + 1);
            switch (equals < 0 ? "" : part.substring(0, equals)) {
                case "EIO" -> version = version == null ? value : version;
                case "transport" -> transport = transport == null ? value : transport;
                case "sid" -> sid = sid == null ? value : sid;
                default -> {}
            }
        }
        return new Parameters(version, transport, sid);
    }

    boolean isSupported() {
        return "4".equals(version);
    }
}
