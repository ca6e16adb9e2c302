namespace Graph.TestKit.Stub.Chaos;

/// <summary>What goes wrong with one call.</summary>
public enum StubMishap
{
    None,

    /// <summary>Answered rightly, after a while.</summary>
    Latency,

    /// <summary>Not carried out, and no answer until the caller gives up.</summary>
    NeverAnswered,

    /// <summary>Carried out; the answer would come after the caller has given up.</summary>
    AnsweredTooLate,

    /// <summary>Not carried out; the connection breaks.</summary>
    ResetBefore,

    /// <summary>Carried out; the connection breaks instead of an answer.</summary>
    ResetAfter,

    /// <summary>Not carried out: 500 or 503.</summary>
    ErrorBefore,

    /// <summary>Carried out, but a proxy on the way says 502.</summary>
    BadGatewayAfter,

    /// <summary>Carried out; 200 with a body that is no JSON.</summary>
    GarbageAfter,

    /// <summary>Someone else has written the same just before, and tells nobody: an If-Match is behind.</summary>
    WrittenByAnother,
}
