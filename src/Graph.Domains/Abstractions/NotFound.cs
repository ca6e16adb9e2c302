namespace Graph.Domains.Abstractions;

/// <summary>What was to be changed does not exist.</summary>
public sealed record NotFound(string Message) : UserError(Message);
