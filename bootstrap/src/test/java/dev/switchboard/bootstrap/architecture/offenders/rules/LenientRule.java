package dev.switchboard.bootstrap.architecture.offenders.rules;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.freeze.FreezingArchRule;

/// Breaks E1 and E3: a rule that may check nothing, and one that tolerates existing breaches.
public final class LenientRule {

    public ArchRule empty() {
        return classes().should().bePublic().allowEmptyShould(true);
    }

    public ArchRule frozen() {
        return FreezingArchRule.freeze(empty());
    }
}
