package dev.switchboard.adapter.out.upstreams.yalo;

import dev.switchboard.adapter.out.upstreams.yalo.MessageTexts.Files;
import dev.switchboard.adapter.out.upstreams.yalo.MessageTexts.Piece;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/// A message that Messenger repeats to us, of whichever sender.
///
/// @param type `text`, or the kind of its file
/// @param text empty for a file
record MessageEcho(String type, String text) {

    /// The part of a link that is new whenever the link is made.
    private static final Pattern QUERY = Pattern.compile("(https?://[^\\s?]++)(?:\\?\\S*+)?");

    static MessageEcho of(JsonNode content) {
        return new MessageEcho(
                content.path("type").asString(""), content.path("text").asString(""));
    }

    boolean isOfOne(List<Piece> pieces, Files files) {
        return pieces.stream().anyMatch(piece -> isOf(piece, files));
    }

    /// Messenger repeats files under addresses of its own, so their kind is all that can be
    /// compared.
    private boolean isOf(Piece piece, Files files) {
        return switch (piece) {
            case Piece.Text(String said) -> says(said);
            case Piece.File file -> type.equals(kind(file)) || says(files.text(file));
        };
    }

    private static String kind(Piece.File file) {
        return file.kind().equals("document") ? "file" : file.kind();
    }

    /// Platforms drop blanks at both ends.
    private boolean says(String said) {
        return type.equals("text") && plain(said).equals(plain(text));
    }

    private static String plain(String text) {
        return QUERY.matcher(text.strip()).replaceAll("$1");
    }
}
