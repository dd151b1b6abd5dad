package dev.switchboard.domain.media;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// The kind of a file. A file that a browser would execute in the name of its server is never
/// passed on.
public final class FileKind {

    /// The type of a file without a known type.
    public static final String UNKNOWN = "application/octet-stream";

    /// The number of bytes that are inspected.
    public static final int START = 256;

    private static final int LONGEST_NAME = 120;

    private static final Set<String> ACTIVE =
            Set.of(
                    "text/html",
                    "application/xhtml+xml",
                    "image/svg+xml",
                    "text/xml",
                    "application/xml",
                    "text/javascript",
                    "application/javascript",
                    "application/ecmascript",
                    "application/x-shockwave-flash");

    private static final List<String> STARTS =
            List.of("<!doctype", "<html", "<svg", "<script", "<?xml");

    private static final Map<String, String> ENDINGS =
            Map.ofEntries(
                    Map.entry("image/jpeg", "jpg"),
                    Map.entry("image/png", "png"),
                    Map.entry("image/gif", "gif"),
                    Map.entry("image/webp", "webp"),
                    Map.entry("audio/ogg", "ogg"),
                    Map.entry("audio/mpeg", "mp3"),
                    Map.entry("audio/mp4", "m4a"),
                    Map.entry("audio/aac", "aac"),
                    Map.entry("audio/amr", "amr"),
                    Map.entry("video/mp4", "mp4"),
                    Map.entry("video/3gpp", "3gp"),
                    Map.entry("application/pdf", "pdf"),
                    Map.entry("text/plain", "txt"),
                    Map.entry("text/csv", "csv"),
                    Map.entry("application/zip", "zip"));

    private FileKind() {}

    /// A MIME type in lower case without its parameters.
    public static String plain(String mimeType) {
        int parameters = mimeType.indexOf(';');
        String type = parameters < 0 ? mimeType : mimeType.substring(0, parameters);
        return type.strip().toLowerCase(Locale.ROOT);
    }

    /// Whether a browser executes files of this type.
    public static boolean isActive(String mimeType) {
        return ACTIVE.contains(plain(mimeType));
    }

    /// Whether the bytes begin like something a browser executes, whatever their declared type.
    public static boolean looksActive(byte[] bytes) {
        int length = Math.min(bytes.length, START);
        String start = new String(bytes, 0, length, ISO_8859_1).replace("\u00ef\u00bb\u00bf", "");
        String text = start.stripLeading().toLowerCase(Locale.ROOT);
        return STARTS.stream().anyMatch(text::startsWith);
    }

    /// The safe part of a file's name, or a name made from its type: `image.jpg`.
    ///
    /// @param given the given name; empty if it has none
    /// @param type such as `image`
    public static String name(String given, String type, String mimeType) {
        String safe =
                given.replaceAll("(?s)^.*[/\\\\]", "")
                        .replaceAll("[\\p{Cc}\\p{Cf}\\p{Cs}\"<>:|?*]", "");
        String end = safe.substring(Math.max(0, safe.length() - LONGEST_NAME));
        String named = end.replaceAll("^[\\p{Cs}\\p{Z}\\s.]+|[\\p{Z}\\s]+$", "");
        if (!named.isEmpty()) {
            return named;
        }
        String ending = ENDINGS.get(plain(mimeType));
        String stem = type.matches("[a-z]{1,20}") ? type : "file";
        return ending == null ? stem : stem + "." + ending;
    }
}
