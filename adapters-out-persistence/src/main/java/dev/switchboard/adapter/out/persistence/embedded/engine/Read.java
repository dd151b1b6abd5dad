package dev.switchboard.adapter.out.persistence.embedded.engine;

@FunctionalInterface
public interface Read<T> {

    T run(View view);
}
