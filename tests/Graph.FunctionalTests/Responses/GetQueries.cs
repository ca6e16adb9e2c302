using Graph.TestKit.Server;

namespace Graph.FunctionalTests.Responses;

internal static class GetQueries
{
    /// <summary>GETs a query.</summary>
    public static async Task<GraphQLAnswer> GetAsync(this GraphClient client, string query, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/graphql?query={Uri.EscapeDataString(query)}");
        return await client.SendAsync(request, headers.ToDictionary(header => header.Name, header => header.Value));
    }
}
