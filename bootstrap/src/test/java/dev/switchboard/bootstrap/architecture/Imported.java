package dev.switchboard.bootstrap.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/// The classes that the rules check, read once.
final class Imported {

    private static final ImportOption NO_TEST_JARS = location -> !location.contains("-tests.jar");

    /// Excludes the generated bean code that packaging leaves among the classes.
    private static final ImportOption NOTHING_GENERATED = location -> !location.contains("__");

    /// The shipped classes.
    static final JavaClasses MAIN =
            new ClassFileImporter()
                    .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                    .withImportOption(NO_TEST_JARS)
                    .withImportOption(NOTHING_GENERATED)
                    .importPackages(House.OURS.root());

    /// The classes that break the rules on purpose.
    static final JavaClasses OFFENDERS =
            new ClassFileImporter().importPackages(House.OFFENDERS.root());

    /// The tests of the modules that are compiled before this one.
    static final JavaClasses TESTS = new ClassFileImporter().importPaths(compiledTests());

    private Imported() {}

    private static List<Path> compiledTests() {
        try (Stream<Path> modules = Sources.modules()) {
            return modules.filter(module -> !module.endsWith("scenarios"))
                    .map(module -> module.resolve("target/test-classes"))
                    .filter(Files::isDirectory)
                    .toList();
        }
    }
}
