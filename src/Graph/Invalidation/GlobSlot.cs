namespace Graph.Invalidation;

/// <summary>The last record that carried a glob.</summary>
internal sealed record GlobSlot(string Pattern, long At, long ForgottenAt);
