package dev.switchboard.bootstrap.architecture.offenders.application.port.out;

/// Breaks C6: a port with thirteen methods.
public interface WidePort {

    void one();

    void two();

    void three();

    void four();

    void five();

    void six();

    void seven();

    void eight();

    void nine();

    void ten();

    void eleven();

    void twelve();

    void thirteen();
}
