package dev.switchboard.application.port.out.delivery;

/// The complete contract of [DeliveryLog].
public interface DeliveryLogContract extends DeliveryQueryContract, DeliveryStatisticsContract {}
