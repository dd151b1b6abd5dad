package dev.switchboard.domain.search;

import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/// The terms by which a text is found: its words without case and accents, so `ENVIO` finds
/// `envío`. What is looked for is read in the same way, in both stores.
public final class Terms {

    /// More of one message are not worth their place.
    public static final int MOST = 40;

    private static final int SHORTEST = 2;
    private static final int LONGEST = 32;

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}][\\p{L}\\p{N}\\p{M}]*");
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");

    private Terms() {}

    /// A word of a text.
    ///
    /// @param from the index of its first character
    /// @param to the index behind its last character
    public record Word(String term, int from, int to) {}

    /// Returns the words of a text, in their order. Those of one letter, or longer than people's
    /// words are, are left out.
    public static List<Word> words(String text) {
        return WORD.matcher(text)
                .results()
                .map(word -> new Word(folded(word.group()), word.start(), word.end()))
                .filter(word -> word.term().length() >= SHORTEST && word.term().length() <= LONGEST)
                .toList();
    }

    /// Returns the first terms of some texts, each once.
    public static Set<String> of(List<String> texts) {
        Set<String> terms = new LinkedHashSet<>();
        for (String text : texts) {
            for (Word word : words(text)) {
                if (terms.size() == MOST) {
                    return terms;
                }
                terms.add(word.term());
            }
        }
        return terms;
    }

    private static String folded(String word) {
        String apart = Normalizer.normalize(word, Form.NFKD);
        return MARKS.matcher(apart).replaceAll("").toLowerCase(Locale.ROOT);
    }
}
