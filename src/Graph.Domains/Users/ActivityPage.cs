using Graph.Domains.Abstractions;

namespace Graph.Domains.Users;

/// <summary>A page of what a user did, newest first. Nothing reads an activity by its id, so the page holds them.</summary>
public sealed record ActivityPage(IReadOnlyList<Activity> Items, string? NextCursor, int Total)
    : Page([.. Items.Select(item => item.Id)], NextCursor, Total);
