package dev.switchboard.adapter.in.web.channel;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.List;
import java.util.stream.Collectors;

/// Names the unknown fields of a registration in a form that is safe in a header.
final class IgnoredFields {

    static final String HEADER = "X-Ignored-Fields";

    private static final int MAX_NAMES = 20;
    private static final int MAX_NAME_LENGTH = 64;

    private IgnoredFields() {}

    static String header(List<String> names) {
        return names.stream()
                .limit(MAX_NAMES)
                .map(name -> name.substring(0, Math.min(name.length(), MAX_NAME_LENGTH)))
                .map(name -> URLEncoder.encode(name, UTF_8))
                .collect(Collectors.joining(", "));
    }
}
