package dev.switchboard.bootstrap.architecture;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// `docs/changing.md` names only classes that exist.
class RecipesTest {

    private static final Pattern TYPE = Pattern.compile("`([A-Z][a-z]\\w+)`");

    @Test
    void nameClassesThatExist() {
        Set<String> files =
                Sources.all().map(file -> file.getFileName().toString()).collect(toSet());
        List<String> named =
                Sources.lines(Sources.file("docs/changing.md")).stream()
                        .flatMap(line -> TYPE.matcher(line).results())
                        .map(type -> type.group(1) + ".java")
                        .toList();

        assertThat(named).hasSizeGreaterThan(25).isSubsetOf(files);
    }
}
