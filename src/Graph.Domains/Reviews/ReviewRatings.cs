using Graph.Domains.Abstractions;

namespace Graph.Domains.Reviews;

/// <summary>The average comes with a list's first page, so that it falls with the list.</summary>
internal static class ReviewRatings
{
    public static async ValueTask<LoadResult<double?>[]> OfProductsAsync(IReadOnlyList<string> productIds, ILoader load)
    {
        var pages = await load.Pages(ReviewSources.OfProduct, [.. productIds.Select(id => new PageKey(id, First: 1))]);
        return Array.ConvertAll(pages, page => page.Select(known => known.AverageRating));
    }

    public static async ValueTask<LoadResult<double?>[]> OfPagesAsync(IReadOnlyList<ReviewPage> pages, ILoader load)
    {
        var results = Array.ConvertAll([.. pages], page => (LoadResult<double?>)page.AverageRating);
        var later = Enumerable.Range(0, pages.Count).Where(i => pages[i] is { AverageRating: null, Total: > 0 }).ToArray();
        if (later.Length == 0)
            return results;

        var loaded = await OfProductsAsync([.. later.Select(i => pages[i].ProductId)], load);
        foreach (var (index, rating) in later.Zip(loaded))
        {
            results[index] = rating;
        }

        return results;
    }
}
