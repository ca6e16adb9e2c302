using Graph.Caching.ResponseCache;
using Graph.Execution.Results;

namespace Graph.HttpCaching;

/// <summary>What is known of a request by its bytes alone.</summary>
/// <param name="Bytes">Their hash; null where nobody has looked.</param>
/// <param name="Result">The answer; null when the request has to be read.</param>
internal readonly record struct KnownAnswer(ResponseKey? Bytes, OperationResult? Result);
