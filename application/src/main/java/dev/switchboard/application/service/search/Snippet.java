package dev.switchboard.application.service.search;

import dev.switchboard.application.port.in.handoff.SearchMessages.Mark;
import dev.switchboard.domain.search.Terms;
import dev.switchboard.domain.search.Terms.Word;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The part of a message that shows why it is found.
record Snippet(String text, List<Mark> marks) {

    private static final int LENGTH = 160;

    /// Characters before the first word that is looked for.
    private static final int BEFORE = 40;

    /// @param terms all of them must be in the texts
    /// @return null if one is not, or if there is no text
    static @Nullable Snippet of(List<String> texts, Set<String> terms) {
        Set<String> missing = new HashSet<>(terms);
        texts.forEach(text -> Terms.words(text).forEach(word -> missing.remove(word.term())));
        if (!missing.isEmpty() || texts.isEmpty()) {
            return null;
        }
        return texts.stream()
                .map(text -> cut(text, found(text, terms)))
                .filter(snippet -> terms.isEmpty() || !snippet.marks().isEmpty())
                .findFirst()
                .orElse(null);
    }

    private static List<Word> found(String text, Set<String> terms) {
        return Terms.words(text).stream().filter(word -> terms.contains(word.term())).toList();
    }

    private static Snippet cut(String text, List<Word> words) {
        int first = words.isEmpty() ? 0 : words.getFirst().from();
        int from = whole(text, Math.max(0, first - BEFORE));
        int to = whole(text, Math.min(text.length(), from + LENGTH));
        List<Mark> marks = new ArrayList<>();
        for (Word word : words) {
            if (word.to() <= to) {
                marks.add(new Mark(word.from() - from, word.to() - from));
            }
        }
        return new Snippet(text.substring(from, to), marks);
    }

    /// Returns a place that is not within a character of two halves.
    private static int whole(String text, int at) {
        return at > 0 && at < text.length() && Character.isLowSurrogate(text.charAt(at))
                ? at - 1
                : at;
    }
}
