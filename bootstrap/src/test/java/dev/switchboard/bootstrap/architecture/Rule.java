package dev.switchboard.bootstrap.architecture;

import com.tngtech.archunit.lang.ArchRule;
import java.util.function.Function;

/// A rule of the house and the class that was planted to break it.
///
/// @param name its number and its subject
/// @param offender the class whose breach must be reported
/// @param in the rule for the real house or for the offenders' house
record Rule(String name, Class<?> offender, Function<House, ArchRule> in) {

    void check() {
        in.apply(House.OURS).check(Imported.MAIN);
    }

    @Override
    public String toString() {
        return name;
    }
}
