package dev.switchboard.bootstrap.architecture;

import static java.util.stream.Collectors.flatMapping;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toSet;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// Finds cycles of dependencies.
///
/// ArchUnit's `beFreeOfCycles` (1.5.0) is not used: of the three cycles among the offenders it
/// reports two, and misses the planted one.
final class Cycles extends ArchCondition<JavaClass> {

    private Map<String, Set<String>> graph = Map.of();

    Cycles() {
        super("depend on no package that leads back to their own");
    }

    @Override
    public void init(Collection<JavaClass> classes) {
        graph =
                classes.stream()
                        .collect(
                                groupingBy(
                                        JavaClass::getPackageName,
                                        flatMapping(
                                                type ->
                                                        type
                                                                .getDirectDependenciesFromSelf()
                                                                .stream()
                                                                .map(Cycles::packageOf),
                                                toSet())));
    }

    @Override
    public void check(JavaClass type, ConditionEvents events) {
        String home = type.getPackageName();
        type.getDirectDependenciesFromSelf().stream()
                .filter(dependency -> !packageOf(dependency).equals(home))
                .filter(dependency -> leads(packageOf(dependency), home))
                .map(Dependency::getDescription)
                .forEach(edge -> events.add(SimpleConditionEvent.violated(type, edge)));
    }

    private boolean leads(String start, String end) {
        Set<String> seen = new HashSet<>();
        Deque<String> open = new ArrayDeque<>(Set.of(start));
        while (!open.isEmpty() && !seen.contains(end)) {
            String next = open.pop();
            if (seen.add(next)) {
                open.addAll(graph.getOrDefault(next, Set.of()));
            }
        }
        return seen.contains(end);
    }

    private static String packageOf(Dependency dependency) {
        return dependency.getTargetClass().getPackageName();
    }
}
