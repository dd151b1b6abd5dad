package dev.switchboard.application.port.out.settings;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Marks a bean that is made of nothing but settings, and refuses those with which the hub cannot
/// keep its promises. It may read a file that a setting names, or resolve a name; it opens no
/// store, listens nowhere and calls nobody. So `config check` can make it, and an operator reads
/// the refusal before a start does.
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD})
public @interface MadeOfSettings {}
