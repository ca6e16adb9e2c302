using System.Text.Json.Serialization;

namespace Graph.Upstreams.Http;

/// <summary>An error as the client sees it (RFC 9457), with the contract's extension members.</summary>
internal sealed record Problem(string Type, string Title, int Status, string Detail)
{
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? CurrentVersion { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? ProductId { get; init; }

    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Available { get; init; }

    public static Problem NotFound(string what, string id) =>
        new("not-found", "Not found", StatusCodes.Status404NotFound, $"There is no {what} '{id}'.");

    public static Problem Invalid(string detail) =>
        new("invalid-request", "Invalid request", StatusCodes.Status400BadRequest, detail);

    public static Problem VersionConflict(int currentVersion) =>
        new("version-conflict", "Version conflict", StatusCodes.Status409Conflict,
            $"If-Match is behind: the current version is {currentVersion}. Read it again and repeat the change.")
        { CurrentVersion = currentVersion };

    /// <summary>409 where the stock itself is written, 422 where a cart asks for more than there is.</summary>
    public static Problem OutOfStock(int status, string productId, int available) =>
        new("out-of-stock", "Out of stock", status, $"Of product '{productId}' only {available} can be had.")
        { ProductId = productId, Available = available };

    public static Problem EmptyCart(string id) =>
        new("empty-cart", "Empty cart", StatusCodes.Status422UnprocessableEntity, $"Cart '{id}' has no items to buy.");

    public static Problem MixedCurrencies(string id) =>
        new("mixed-currencies", "Mixed currencies", StatusCodes.Status422UnprocessableEntity, $"Cart '{id}' has prices in several currencies.");

    public static Problem IdempotencyKeyReused(string key) =>
        new("idempotency-key-reused", "Idempotency key reused", StatusCodes.Status422UnprocessableEntity,
            $"Idempotency-Key '{key}' belongs to another request; use a new key for each request.");
}
