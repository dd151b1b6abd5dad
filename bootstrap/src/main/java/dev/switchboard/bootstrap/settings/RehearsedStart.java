package dev.switchboard.bootstrap.settings;

import dev.switchboard.application.port.out.settings.MadeOfSettings;
import java.util.ArrayList;
import java.util.List;
import org.springframework.beans.BeansException;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;

/// A start that goes no further than the settings: all beans of the hub are defined, and only those
/// that are [made of settings][MadeOfSettings] are made.
final class RehearsedStart {

    private RehearsedStart() {}

    /// @param hub the class that names all parts of the hub
    /// @return what a start would fail with; empty if it would not fail because of a setting
    static List<BeansException> failures(Class<?> hub, ConfigurableEnvironment environment) {
        List<BeansException> failures = new ArrayList<>();
        try (Standstill parts = new Standstill()) {
            parts.setEnvironment(environment);
            parts.register(hub);
            parts.addBeanFactoryPostProcessor(RehearsedStart::makeNothing);
            parts.refresh();
            for (String name : parts.getBeanNamesForAnnotation(MadeOfSettings.class)) {
                try {
                    var _ = parts.getBean(name);
                } catch (BeansException e) {
                    failures.add(e);
                }
            }
        } catch (BeansException e) {
            failures.add(e);
        }
        return failures;
    }

    private static void makeNothing(ConfigurableListableBeanFactory beans) {
        for (String name : beans.getBeanDefinitionNames()) {
            beans.getBeanDefinition(name).setLazyInit(true);
        }
    }

    /// Parts of the hub that begin to work by themselves, or when they hear of a start, are left
    /// alone.
    private static final class Standstill extends AnnotationConfigApplicationContext {

        @Override
        protected void registerListeners() {}

        @Override
        protected void finishRefresh() {}
    }
}
