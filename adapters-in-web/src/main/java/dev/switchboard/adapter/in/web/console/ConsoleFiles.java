package dev.switchboard.adapter.in.web.console;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;

import dev.switchboard.domain.digest.Sha256;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import org.springframework.web.util.HtmlUtils;

/// The console's one page and the files that it names, read and packed once.
///
/// Each file has the hash of all of them in its address, so it may be kept for ever and a page
/// never mixes two builds. The page itself is asked for anew each time. It is the answer to every
/// other address, for the page has screens behind addresses of its own.
final class ConsoleFiles {

    private static final String PLACE = "/console/";
    private static final Pattern NAMED = Pattern.compile("/console/\\{build}/([a-z0-9/.-]+)");
    private static final Pattern OF_A_BUILD = Pattern.compile("/console/[0-9a-f]{12}/.*");

    /// Whole lines of comments, with which scripts would be a fifth larger for each browser. The
    /// lines stay, empty, so that an error names the place in the repository.
    private static final Pattern COMMENT =
            Pattern.compile("(?m)^[ \\t]*(?://.*|/\\*\\*[^*]*+(?:\\*(?!/)[^*]*+)*+\\*/[ \\t]*)$");

    /// Comments behind code.
    private static final Pattern ASIDE = Pattern.compile("(?m) // .*$");

    /// Comments of style sheets.
    private static final Pattern REMARK = Pattern.compile("/\\*[^*]*+(?:\\*(?!/)[^*]*+)*+\\*/");

    /// A style sheet within another one. They are served as one file, which is smaller than six.
    private static final Pattern IMPORT = Pattern.compile("@import \"([a-z]+\\.css)\";");

    /// Types of what stands in a line, for the check of the types alone.
    private static final Pattern TYPE = Pattern.compile("/\\*\\* @type \\{[^*]*\\*/ ?");

    /// Ends of lines of style sheets and words, in which no error names a line.
    private static final Pattern BREAK = Pattern.compile("(?<=[{},;])\\s*\\n\\s*");

    private static final Pattern INDENT = Pattern.compile("(?m)^[ \\t]+");

    private static final Map<String, MediaType> TYPES =
            Map.of(
                    "html", new MediaType("text", "html", UTF_8),
                    "js", new MediaType("text", "javascript", UTF_8),
                    "css", new MediaType("text", "css", UTF_8),
                    "svg", new MediaType("image", "svg+xml"),
                    "png", MediaType.IMAGE_PNG,
                    "json", MediaType.APPLICATION_JSON);

    private final Packed page;
    private final Map<String, Packed> files;

    private ConsoleFiles(Packed page, Map<String, Packed> files) {
        this.page = page;
        this.files = Map.copyOf(files);
    }

    /// @param logo null for the hub's own mark
    static ConsoleFiles read(String houseName, int hue, @Nullable Logo logo) {
        String page =
                text(bytes("index.html"))
                        .replace("{name}", HtmlUtils.htmlEscape(houseName, "UTF-8"))
                        .replace("{icon}", logo == null ? "icon.svg" : logo.name());
        List<String> names =
                NAMED.matcher(page).results().map(found -> found.group(1)).distinct().toList();
        StringBuilder all = new StringBuilder(Sha256.hex(page));
        Map<String, byte[]> read = new HashMap<>();
        for (String name : names) {
            byte[] bytes =
                    logo != null && name.equals(logo.name())
                            ? logo.bytes()
                            : served(name, bytes(name), hue);
            read.put(name, bytes);
            all.append(name).append(Sha256.hex(bytes));
        }
        String build = Sha256.hex(all.toString()).substring(0, 12);
        Map<String, Packed> files = new HashMap<>();
        read.forEach(
                (name, bytes) -> files.put(PLACE + build + "/" + name, new Packed(name, bytes)));
        byte[] filled = page.replace("{build}", build).getBytes(UTF_8);
        return new ConsoleFiles(new Packed("index.html", filled), files);
    }

    private static byte[] served(String name, byte[] written, int hue) {
        return switch (ending(name)) {
            case "js" -> slim(withoutComments(text(written)));
            case "css" ->
                    joined(
                            REMARK.matcher(withImports(text(written)))
                                    .replaceAll("")
                                    .replace("{hue}", Integer.toString(hue)));
            case "json" -> joined(text(written));
            default -> written;
        };
    }

    private static String text(byte[] written) {
        return new String(written, UTF_8);
    }

    private static String ending(String name) {
        return name.substring(name.lastIndexOf('.') + 1);
    }

    private static String withoutComments(String script) {
        String lines =
                COMMENT.matcher(script)
                        .replaceAll(
                                comment -> "\n".repeat((int) comment.group().lines().count() - 1));
        return ASIDE.matcher(TYPE.matcher(lines).replaceAll("")).replaceAll("");
    }

    private static String withImports(String sheet) {
        return IMPORT.matcher(sheet)
                .replaceAll(
                        found -> Matcher.quoteReplacement(text(bytes("css/" + found.group(1)))));
    }

    private static byte[] joined(String text) {
        return BREAK.matcher(text).replaceAll("").getBytes(UTF_8);
    }

    private static byte[] slim(String text) {
        return INDENT.matcher(text).replaceAll("").getBytes(UTF_8);
    }

    private static byte[] bytes(String name) {
        try (InputStream in = ConsoleFiles.class.getResourceAsStream(PLACE + name)) {
            return requireNonNull(in, name).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    ServerResponse answer(ServerRequest request) {
        Packed file = files.get(request.path());
        if (file != null) {
            CacheControl forEver =
                    CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable();
            return written(request, file, forEver);
        }
        if (OF_A_BUILD.matcher(request.path()).matches()) {
            return ServerResponse.notFound().build();
        }
        boolean known = request.headers().header(HttpHeaders.IF_NONE_MATCH).contains(page.tag);
        return known
                ? ServerResponse.status(304)
                        .eTag(page.tag)
                        .cacheControl(CacheControl.noCache())
                        .build()
                : written(request, page, CacheControl.noCache());
    }

    private static ServerResponse written(ServerRequest request, Packed file, CacheControl keep) {
        boolean packs =
                request.headers().header(HttpHeaders.ACCEPT_ENCODING).stream()
                        .anyMatch(value -> value.contains("gzip"));
        ServerResponse.BodyBuilder answer =
                ServerResponse.ok()
                        .contentType(file.type)
                        .cacheControl(keep)
                        .eTag(file.tag)
                        .header(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
        return packs
                ? answer.header(HttpHeaders.CONTENT_ENCODING, "gzip").body(file.gzip)
                : answer.body(file.plain);
    }

    private static final class Packed {

        private final MediaType type;
        private final String tag;
        private final byte[] plain;
        private final byte[] gzip;

        Packed(String name, byte[] plain) {
            this.type = requireNonNull(TYPES.get(ending(name)), name);
            this.tag = "\"" + Sha256.hex(plain).substring(0, 16) + "\"";
            this.plain = plain;
            this.gzip = gzip(plain);
        }

        private static byte[] gzip(byte[] plain) {
            ByteArrayOutputStream packed = new ByteArrayOutputStream();
            try (GZIPOutputStream out = new Best(packed)) {
                out.write(plain);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return packed.toByteArray();
        }
    }

    /// It is done once and read for ever.
    private static final class Best extends GZIPOutputStream {

        Best(ByteArrayOutputStream out) throws IOException {
            super(out);
            def.setLevel(Deflater.BEST_COMPRESSION);
        }
    }
}
