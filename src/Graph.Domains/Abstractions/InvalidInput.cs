namespace Graph.Domains.Abstractions;

/// <summary>The input breaks a rule.</summary>
/// <param name="Message">For people: the rule.</param>
/// <param name="Field">Which field of the input; null when it is not one alone.</param>
public sealed record InvalidInput(string Message, string? Field = null) : UserError(Message);
