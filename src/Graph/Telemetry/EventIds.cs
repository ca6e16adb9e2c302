namespace Graph.Telemetry;

/// <summary>Every log event's number, in blocks of a hundred per feature. Never renumber: dashboards and alerts refer to them.</summary>
internal static class EventIds
{
    // Hosting 1000
    public const int Draining = 1000;

    // Transport 1100
    public const int RequestServed = 1100;
    public const int ClientGone = 1101;
    public const int IdeAbsent = 1102;
    public const int SocketClosed = 1103;
    public const int OperationEnded = 1104;
    public const int ConnectionFailed = 1105;

    // Execution 1200
    public const int FieldFailed = 1200;
    public const int OperationFailed = 1201;
    public const int SchemaReady = 1202;
    public const int WarmUpFailed = 1203;
    public const int WarmUpOperationFailed = 1220;
    public const int WarmUpPostponed = 1221;
    public const int WarmUpFinished = 1222;
    public const int TrustedDocumentsRead = 1240;
    public const int DocumentForged = 1241;
    public const int SharedDocumentsAway = 1242;

    // Loading 1300

    // Caching 1400
    public const int FetchThrew = 1400;
    public const int LandingThrew = 1401;
    public const int WriteThrew = 1402;
    public const int OverlayThrew = 1403;
    public const int TouchingThrew = 1404;
    public const int EncodingThrew = 1405;
    public const int SharedLevelPaused = 1406;
    public const int SharedLevelBack = 1407;
    public const int FreshnessChanged = 1420;
    public const int FreshnessRefused = 1421;

    // Invalidation 1500
    public const int LogAway = 1500;
    public const int LogBack = 1501;
    public const int LogEpoch = 1502;
    public const int LogGap = 1503;
    public const int LogRecordUnreadable = 1504;
    public const int LogQueued = 1505;
    public const int LogCaughtUp = 1506;
    public const int LogRefuses = 1507;
    public const int LogTakes = 1508;
    public const int EventDeliveryRefused = 1550;
    public const int EventIgnored = 1551;
    public const int EventLogUnavailable = 1552;
    public const int EventStreamUnavailable = 1553;
    public const int EventStreamEntryRefused = 1554;

    // Upstreams 1600
    public const int CircuitOpened = 1600;
    public const int CircuitHalfOpen = 1601;
    public const int CircuitClosed = 1602;
    public const int UpstreamRetry = 1603;
    public const int RetryBudgetExhausted = 1604;
    public const int UpstreamInvalidResponse = 1605;
    public const int EmbeddedUpstreamsStarted = 1606;
    public const int EmbeddedEventsSent = 1607;
    public const int EmbeddedEventsOff = 1608;

    // Security 1700
    public const int AdminRefused = 1700;
    public const int AuthenticationMissing = 1701;
    public const int RandomKey = 1702;
    public const int AuthorityUnavailable = 1703;

    // Telemetry 1800

    // Cluster 1900
    public const int RedisLost = 1900;
    public const int RedisBack = 1901;
    public const int RedisAbsent = 1902;

    // ChangeDetection 2100
    public const int FeedAbsent = 2100;
    public const int FeedFailing = 2101;
    public const int FeedRecovered = 2102;
    public const int FeedOverflow = 2103;

    // Subscriptions 2200
    public const int SubscriptionFailed = 2200;
    public const int DispatchFailed = 2201;

    // HttpCaching 2300
    public const int PurgeFailing = 2300;
    public const int PurgeBack = 2301;
}
