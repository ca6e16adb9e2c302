namespace Graph.Upstreams.Data.Seeding;

/// <summary>What products of one category are called, made of and cost (whole euros).</summary>
internal sealed record CategoryTemplate(
    string Slug, int MinPrice, int MaxPrice, string[] Brands, string[] Qualities, string[] Nouns, string[] Materials, string[] Uses);
