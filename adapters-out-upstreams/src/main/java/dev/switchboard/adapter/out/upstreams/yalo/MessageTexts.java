package dev.switchboard.adapter.out.upstreams.yalo;

import dev.switchboard.application.port.in.media.LinkMedia;
import dev.switchboard.application.port.out.upstream.MessageRenderer;
import dev.switchboard.domain.media.MediaFile;
import dev.switchboard.domain.media.MediaId;
import dev.switchboard.domain.message.Content;
import dev.switchboard.domain.message.Message;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Renders messages: for users, as pieces that their platform accepts (short texts and files); for
/// external agents, as plain text.
final class MessageTexts {

    private static final JsonMapper JSON = JsonMapper.shared();

    private MessageTexts() {}

    sealed interface Piece {

        record Text(String text) implements Piece {}

        /// @param kind image, audio, video or document
        record File(String kind, String url, String name) implements Piece {}
    }

    static JsonNode content(Message message) {
        return json(message.content());
    }

    static JsonNode json(Content content) {
        return JSON.readTree(content.text());
    }

    /// @param unsupported the text for agents in place of unsupported content, with `{type}`
    record OfUsers(String unsupported) implements MessageRenderer {

        @Override
        public Instant at(Message message) {
            long usually = message.at().toEpochMilli();
            return Instant.ofEpochMilli(content(message).path("timestamp").asLong(usually));
        }

        @Override
        public String text(Message message) {
            JsonNode said = content(message);
            String type = said.path("type").asString("");
            String text = said.path("text").asString("");
            if (said.has("raw") && text.equals("[" + type + "]")) {
                return unsupported.replace("{type}", type);
            }
            return text.isEmpty()
                    ? ("[" + type + "] " + said.path("caption").asString("")).strip()
                    : text;
        }

        @Override
        public Optional<String> choice(Message offer, int number) {
            JsonNode option = content(offer).path("options").path(number - 1);
            return Optional.of(option.path("title").asString("")).filter(title -> !title.isEmpty());
        }

        @Override
        public Map<String, String> members(Content object) {
            Map<String, String> members = new LinkedHashMap<>();
            json(object)
                    .properties()
                    .forEach(member ->
                            members.put(
                                    member.getKey(),
                                    member.getValue().asString(member.getValue().toString())));
            return members;
        }
    }

    /// Renders agents' files that the hub stores: as a text with a link if outsiders cannot follow
    /// the link.
    ///
    /// @param media makes links
    /// @param agentFile the template of the text, with `{file}` and `{url}`
    record Files(LinkMedia media, String agentFile) {

        private Optional<Piece> piece(JsonNode attachment) {
            String url = attachment.path("url").asString("");
            if (url.startsWith("https://") || url.startsWith("http://")) {
                String kind = kind(attachment.path("mimeType").asString(""));
                return Optional.of(new Piece.File(kind, url, attachment.path("name").asString("")));
            }
            return MediaId.named(attachment.path("mediaId").asString(""))
                    .flatMap(media::find)
                    .map(this::piece);
        }

        private Piece piece(MediaFile file) {
            Piece.File linked =
                    new Piece.File(kind(file.mimeType()), media.link(file.id()), file.name());
            return media.isPublic() ? linked : new Piece.Text(text(linked));
        }

        String text(Piece.File file) {
            String words = agentFile.isEmpty() ? "{url}" : agentFile;
            return words.replace("{file}", file.name())
                    .replace("{url}", file.url())
                    .replace("  ", " ")
                    .strip();
        }
    }

    /// @param longest the most characters of a text
    static List<Piece> of(JsonNode content, int longest, Files files) {
        List<Piece> pieces = new ArrayList<>();
        StringBuilder text = new StringBuilder(content.path("text").asString(""));
        int number = 0;
        for (JsonNode option : content.path("options")) {
            String title = option.path("title").asString("");
            text.append(text.isEmpty() ? "" : "\n").append(++number).append(". ").append(title);
        }
        split(text.toString(), longest, pieces);
        content.path("attachments").forEach(file -> files.piece(file).ifPresent(pieces::add));
        return pieces;
    }

    private static String kind(String mimeType) {
        String first = mimeType.toLowerCase(Locale.ROOT).split("/", 2)[0];
        return switch (first) {
            case "image", "audio", "video" -> first;
            default -> "document";
        };
    }

    /// Splits at a blank in the second half of a piece if there is one; never within a character.
    private static void split(String text, int longest, List<Piece> pieces) {
        int from = 0;
        while (text.length() - from > longest) {
            int end = from + longest;
            int blank = Math.max(text.lastIndexOf(' ', end - 1), text.lastIndexOf('\n', end - 1));
            if (blank >= from + longest / 2) {
                end = blank + 1;
            } else if (Character.isLowSurrogate(text.charAt(end))) {
                end--;
            }
            pieces.add(new Piece.Text(text.substring(from, end)));
            from = end;
        }
        if (from < text.length()) {
            pieces.add(new Piece.Text(text.substring(from)));
        }
    }
}
