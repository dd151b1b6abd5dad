package dev.switchboard.site;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/// Names of headings in links, as GitHub makes them: so a link of a document leads to the same
/// place here and there. A page has one of these, because a heading that is there twice gets a
/// number.
final class Slug {

    private final Map<String, Integer> given = new HashMap<>();

    String of(String heading) {
        String plain =
                heading.toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N}_ -]", "")
                        .strip()
                        .replace(' ', '-');
        int before = given.merge(plain, 1, Integer::sum) - 1;
        return before == 0 ? plain : plain + "-" + before;
    }
}
