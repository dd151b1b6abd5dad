package dev.switchboard.domain.media;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// What a file is. One that a browser would run, in the name of whoever served it, is passed on to
/// nobody.
public final class FileKind {

    /// Of what nobody says what it is.
    public static final String UNKNOWN = "application/octet-stream";

    /// How many bytes are looked at.
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

    /// Whether a browser runs what is of this type.
    public static boolean isActive(String mimeType) {
        return ACTIVE.contains(plain(mimeType));
    }

    /// Whether it begins as what a browser runs, whatever it is called.
    public static boolean looksActive(byte[] bytes) {
        int length = Math.min(bytes.length, START);
        String start = new String(bytes, 0, length, ISO_8859_1).replace("\u00ef\u00bb\u00bf", "");
        String text = start.stripLeading().toLowerCase(Locale.ROOT);
        return STARTS.stream().anyMatch(text::startsWith);
    }

    /// A file's name, as far as it is one, else made of what it is: `image.jpg`.
    ///
    /// @param given empty if it has none
    /// @param type such as `image`
    public static String name(String given, String type, String mimeType) {
        String safe =
                given.replaceAll("^.*[/\\\\]", "").replaceAll("[\\p{Cntrl}\\p{Cf}\"<>:|?*]", "");
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
