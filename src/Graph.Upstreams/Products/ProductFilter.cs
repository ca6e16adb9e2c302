using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using Graph.Upstreams.Http;
using Microsoft.AspNetCore.Mvc;

namespace Graph.Upstreams.Products;

internal sealed record ProductFilter : IValidated
{
    [FromQuery(Name = "category"), Description("Only products of this category, such as 'shoes'.")]
    public string? Category { get; init; }

    [FromQuery(Name = "search"), MaxLength(200), Description("Only products with this text in their name or brand, in any case.")]
    public string? Search { get; init; }

    [FromQuery(Name = "minPrice"), Range(0.0, 1_000_000.0), Description("Only products that cost this or more.")]
    public decimal? MinPrice { get; init; }

    [FromQuery(Name = "maxPrice"), Range(0.0, 1_000_000.0), Description("Only products that cost this or less.")]
    public decimal? MaxPrice { get; init; }

    public (string Where, List<(string Name, object? Value)> Parameters) ToSql()
    {
        var where = new List<string> { "TRUE" };
        var parameters = new List<(string, object?)>();
        Add(Category, "category = @category", "@category", Category);
        Add(Search, @"(name LIKE @search ESCAPE '\' OR brand LIKE @search ESCAPE '\')", "@search", $"%{EscapeLike(Search)}%");
        Add(MinPrice, "price >= @minPrice", "@minPrice", MinPrice is { } min ? (long)decimal.Ceiling(min * 100) : null);
        Add(MaxPrice, "price <= @maxPrice", "@maxPrice", MaxPrice is { } max ? (long)decimal.Floor(max * 100) : null);
        return (string.Join(" AND ", where), parameters);

        void Add(object? asked, string condition, string name, object? value)
        {
            if (asked is null or "")
                return;
            where.Add(condition);
            parameters.Add((name, value));
        }
    }

    private static string? EscapeLike(string? text) =>
        text?.Replace(@"\", @"\\", StringComparison.Ordinal).Replace("%", @"\%", StringComparison.Ordinal).Replace("_", @"\_", StringComparison.Ordinal);
}
