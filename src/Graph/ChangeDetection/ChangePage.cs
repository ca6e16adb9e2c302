using System.Text.Json;

namespace Graph.ChangeDetection;

/// <summary>A page as an upstream sends it: what of its items is read, each domain says.</summary>
internal sealed record ChangePage(IReadOnlyList<JsonElement> Items, string? NextCursor = null);
