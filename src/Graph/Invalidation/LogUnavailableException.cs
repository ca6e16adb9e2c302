namespace Graph.Invalidation;

/// <summary>The log cannot take a record now: nothing has been appended or applied, and whoever asked has to ask again.</summary>
internal sealed class LogUnavailableException(string message, Exception? inner = null) : Exception(message, inner);
