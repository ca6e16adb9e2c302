namespace Graph.Execution.Explaining;

/// <summary>A response that is kept.</summary>
/// <param name="AgeSeconds">Of the oldest value in it.</param>
/// <param name="FreshForSeconds">Negative when it is stale.</param>
/// <param name="ExpiresInSeconds">Until it is not served any more.</param>
internal sealed record KeptReport(double AgeSeconds, double FreshForSeconds, double ExpiresInSeconds);
