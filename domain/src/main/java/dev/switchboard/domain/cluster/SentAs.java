package dev.switchboard.domain.cluster;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// The name of a type, a method or a component in calls and hints between hubs, where the code has
/// a better one by now. Hubs of an earlier build know the name that is sent, so a rename in the
/// code must not change it.
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD, ElementType.RECORD_COMPONENT})
public @interface SentAs {

    String value();
}
