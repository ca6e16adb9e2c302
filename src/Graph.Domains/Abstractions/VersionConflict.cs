namespace Graph.Domains.Abstractions;

/// <summary>Someone else has changed it since the version that the client saw.</summary>
public sealed record VersionConflict(string Message, int CurrentVersion) : UserError(Message);
