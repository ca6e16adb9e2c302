namespace Graph.Transport;

/// <summary>The headers by which a request asks for more than its operation.</summary>
internal static class RequestHeaders
{
    /// <summary>A position of the log: what is read must not be older.</summary>
    public const string MinPosition = "X-Graph-Min-Position";

    /// <summary>Asks how the answer came about.</summary>
    public const string Explain = "X-Graph-Explain";

    /// <summary>Whether a request says neither how new its answer must be nor that it wants it explained.</summary>
    public static bool AreAnybodys(IHeaderDictionary headers) => !WantMore(headers) && headers.Authorization.Count == 0;

    /// <summary>Whether a request asks how its answer came about. Who asks must be allowed to know.</summary>
    public static bool WantExplanation(IHeaderDictionary headers) => headers[Explain] == "1";

    /// <summary>Whether a request has to be looked at, whatever its bytes ask for.</summary>
    public static bool WantMore(IHeaderDictionary headers) => headers.ContainsKey(MinPosition) || headers.ContainsKey(Explain);
}
